import type { Point, Size } from './map-view';

/** A rectangle in pixels; x and y are its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Pixels kept free around every label. */
const GAP = 2;
/** Side of the squares that tell which labels are near, in pixels. */
const CELL = 64;

/** What is taken of a map already. */
export class TakenRoom {
  private readonly cells = new Map<number, Box[]>();

  constructor(private readonly size: Size) {}

  /** The place is free and, unless what it names lies outside as well, wholly on the map. */
  isFree(box: Box, named: Point): boolean {
    const { width, height } = this.size;
    const onMap = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    if (!onMap && named.x > 0 && named.y > 0 && named.x < width && named.y < height) return false;
    for (const cell of cellsOf(box))
      for (const other of this.cells.get(cell) ?? []) if (overlap(box, other)) return false;
    return true;
  }

  take(box: Box): void {
    for (const cell of cellsOf(box)) {
      const there = this.cells.get(cell);
      if (there) there.push(box);
      else this.cells.set(cell, [box]);
    }
  }
}

function cellsOf({ x, y, width, height }: Box): number[] {
  const cells: number[] = [];
  for (let row = Math.floor((y - GAP) / CELL); row <= Math.floor((y + height + GAP) / CELL); row++)
    for (let column = Math.floor((x - GAP) / CELL); column <= Math.floor((x + width + GAP) / CELL); column++)
      cells.push(row * 100_000 + column);
  return cells;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height + GAP && b.y < a.y + a.height + GAP
  );
}

/** Beside a point: to the right of it, to the left, above, below. The first place that is free, which is then taken. */
export function placeBeside(
  { x, y }: Point,
  radius: number,
  width: number,
  height: number,
  room: TakenRoom,
): Box | null {
  const sides: readonly Point[] = [
    { x: x + radius + 2, y: y - height / 2 },
    { x: x - radius - 2 - width, y: y - height / 2 },
    { x: x - width / 2, y: y - radius - 1 - height },
    { x: x - width / 2, y: y + radius + 1 },
  ];
  for (const side of sides) {
    const box = { ...side, width, height };
    if (!room.isFree(box, { x, y })) continue;
    room.take(box);
    return box;
  }
  return null;
}

/** How far from its point the name of a group may go, in pixels. */
const FARTHEST = 150;
const DIRECTIONS = 16;

/** The nearest free place around a point, which is then taken; none if all is taken as far as a reader would look. */
export function placeAround(
  { x, y }: Point,
  radius: number,
  width: number,
  height: number,
  room: TakenRoom,
): Box | null {
  for (let away = 0; away <= FARTHEST; away += 10) {
    for (let n = 0; n < DIRECTIONS; n++) {
      // First above, then in turn on both sides of that.
      const angle = -Math.PI / 2 + ((n % 2 === 0 ? n : -n - 1) / 2) * ((2 * Math.PI) / DIRECTIONS);
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const reach = radius + 3 + away;
      const box = {
        x: x + dx * (reach + width / 2) - width / 2,
        y: y + dy * (reach + height / 2) - height / 2,
        width,
        height,
      };
      if (!room.isFree(box, { x, y })) continue;
      room.take(box);
      return box;
    }
  }
  return null;
}
