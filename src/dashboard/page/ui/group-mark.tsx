import { lookOf } from './group-looks';
import { shapePath } from '../../../group-shapes';

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
  const { hue, shape } = lookOf(id);
  return (
    <svg class="group-mark" viewBox="0 0 16 16" data-colour={hue} aria-hidden="true">
      <path d={shapePath(shape, 8, 8, 13)} />
    </svg>
  );
}
