/** A place in the plane of the two components, y upwards; or on the map as it is seen, in pixels, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is seen of the plane: what is in the middle, and how many pixels a unit is long, on both axes. */
export interface View extends Point {
  readonly scale: number;
}

/** How far one may go out and in, as a factor of the whole. */
const FARTHEST = 0.7;
const NEAREST = 400;
/** Room around what is shown, as a factor. */
const ROOM = 1.12;

export function toScreen({ x, y }: Point, view: View, size: Size): Point {
  return { x: (x - view.x) * view.scale + size.width / 2, y: (view.y - y) * view.scale + size.height / 2 };
}

function toPlane({ x, y }: Point, view: View, size: Size): Point {
  return { x: view.x + (x - size.width / 2) / view.scale, y: view.y - (y - size.height / 2) / view.scale };
}

/** The view that shows all points, and a little around them. */
export function viewOf(points: readonly Point[], size: Size): View {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  if (left > right) return { x: 0, y: 0, scale: 1 };
  const units = ROOM * Math.max((right - left) / size.width, (top - bottom) / size.height);
  return {
    x: (left + right) / 2,
    y: (bottom + top) / 2,
    scale: units > 0 ? 1 / units : Math.min(size.width, size.height),
  };
}

/** The view with the point in the middle from which all of the others are seen, and at least a part of the whole. */
export function viewAround(middle: Point, others: readonly Point[], size: Size, closest: number): View {
  const mirrored = others.flatMap(({ x, y }) => [
    { x, y },
    { x: 2 * middle.x - x, y: 2 * middle.y - y },
  ]);
  const { scale } = viewOf([middle, ...mirrored], size);
  return { ...middle, scale: Math.min(closest, others.length > 0 ? scale : closest) };
}

/** factor: above 1 goes nearer. The place under `fixed`, in pixels, stays where it is. */
export function zoomed(view: View, factor: number, fixed: Point, size: Size, whole: View): View {
  const scale = Math.max(FARTHEST * whole.scale, Math.min(NEAREST * whole.scale, view.scale * factor));
  const place = toPlane(fixed, view, size);
  const share = view.scale / scale;
  return { scale, x: place.x + (view.x - place.x) * share, y: place.y + (view.y - place.y) * share };
}

/** Moved by pixels, as far as something is left to see: the middle stays on what there is. */
export function moved(view: View, dx: number, dy: number, size: Size, whole: View): View {
  const across = size.width / whole.scale / 2;
  const down = size.height / whole.scale / 2;
  return {
    ...view,
    x: Math.max(whole.x - across, Math.min(whole.x + across, view.x - dx / view.scale)),
    y: Math.max(whole.y - down, Math.min(whole.y + down, view.y + dy / view.scale)),
  };
}

/** The view after a share of the way from one to another, 0..1. */
export function between(from: View, to: View, share: number): View {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: 1 / mix(1 / from.scale, 1 / to.scale) };
}
