/** A film group: its colour and shape, and its name. */
export function GroupChip({ id, name }: { id: number; name: string }) {
  return (
    <span class="chip">
      <GroupMark id={id} />
      {name}
    </span>
  );
}

export function GroupMark({ id }: { id: number }) {
  return <span class="group-mark" data-colour={id % COLOURS} data-shape={shapeOf(id)} />;
}

/** How many colours the style sheet has for groups. */
export const COLOURS = 8;
const SHAPES = 3;

/** Groups beyond the eight colours differ from those before by their shape: 0 circle, 1 square, 2 diamond. */
export function shapeOf(group: number): number {
  return Math.floor(group / COLOURS) % SHAPES;
}
