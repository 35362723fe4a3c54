import { moved, zoomed, type Size, type View } from './map-view';

/** How far an arrow moves the map, in pixels of the page, and how much nearer a key takes it. */
const STEP = 80;
const NEARER = 1.4;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/** What is seen after a key; null for one that moves nothing. */
export function viewAfter(key: string, view: View, whole: View, size: Size): View | null {
  if (Object.hasOwn(arrows, key)) return moved(view, ...arrows[key], size, whole);
  const middle = { x: size.width / 2, y: size.height / 2 };
  if (key === '+' || key === '=') return zoomed(view, NEARER, middle, size, whole);
  if (key === '-' || key === '_') return zoomed(view, 1 / NEARER, middle, size, whole);
  return key === '0' || key === 'Home' ? whole : null;
}
