import type { Point } from './map-view';

/** What a reader's hand asks of the map; places and distances in pixels of it. */
export interface MapHand {
  move(dx: number, dy: number): void;
  /** factor: above 1 goes nearer. */
  zoom(factor: number, fixed: Point): void;
  hover(at: Point | null): void;
  /** reach: how far beside a film is still on it. */
  pick(at: Point, reach: number): void;
  /** One finger: the page scrolls, and the map stays. */
  oneFinger(): void;
}

/** How far a mouse goes before it moves the map, and how far beside a film it is on it; a finger is larger. */
const STILL = 4;
const REACH = { mouse: 12, touch: 24 };

/** Mouse, pen, wheel and fingers on an element. What is begun ends when `signal` aborts. */
export function watchHand(element: HTMLElement, hand: MapHand, signal: AbortSignal): void {
  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  watchMouse(element, hand, placeOf, signal);
  watchFingers(element, hand, placeOf, signal);
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // Two fingers on a touchpad arrive as small steps with Ctrl.
      const speed = event.ctrlKey ? 0.01 : 0.0016;
      hand.zoom(Math.exp(-event.deltaY * lines * speed), placeOf(event));
    },
    { passive: false, signal },
  );
}

type PlaceOf = (event: { clientX: number; clientY: number }) => Point;

function watchMouse(element: HTMLElement, hand: MapHand, placeOf: PlaceOf, signal: AbortSignal): void {
  let from: Point | null = null;
  let dragged = false;
  const options = { signal };
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch' || event.button !== 0) return;
      from = placeOf(event);
      dragged = false;
      element.setPointerCapture(event.pointerId);
    },
    options,
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch') return;
      const at = placeOf(event);
      if (!from) {
        hand.hover(at);
        return;
      }
      if (!dragged && Math.hypot(at.x - from.x, at.y - from.y) < STILL) return;
      dragged = true;
      hand.hover(null);
      hand.move(at.x - from.x, at.y - from.y);
      from = at;
    },
    options,
  );
  const end = (): void => void (from = null);
  element.addEventListener('pointerup', end, options);
  element.addEventListener('pointercancel', end, options);
  element.addEventListener('pointerleave', () => hand.hover(null), options);
  element.addEventListener(
    'click',
    (event) => {
      const touched = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!dragged || touched) hand.pick(placeOf(event), touched ? REACH.touch : REACH.mouse);
      dragged = false;
    },
    options,
  );
}

/** Two fingers move the map and zoom it; one is left to the page, to scroll. */
function watchFingers(element: HTMLElement, hand: MapHand, placeOf: PlaceOf, signal: AbortSignal): void {
  let before: { readonly middle: Point; readonly apart: number } | null = null;
  const read = ({ touches }: TouchEvent) => {
    const [a, b] = [placeOf(touches[0]), placeOf(touches[1])];
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.hypot(a.x - b.x, a.y - b.y) };
  };
  const options = { passive: false, signal };
  element.addEventListener(
    'touchstart',
    (event) => {
      before = event.touches.length === 2 ? read(event) : null;
      if (before && event.cancelable) event.preventDefault();
    },
    options,
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length === 1) hand.oneFinger();
      if (event.touches.length !== 2 || !before) return;
      if (event.cancelable) event.preventDefault();
      const now = read(event);
      hand.move(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
      if (before.apart > 0) hand.zoom(now.apart / before.apart, now.middle);
      before = now;
    },
    options,
  );
  element.addEventListener('touchend', () => (before = null), options);
  element.addEventListener('touchcancel', () => (before = null), options);
}
