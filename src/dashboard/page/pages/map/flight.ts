import { between, type View } from './map-view';

/** How long flying somewhere takes, in milliseconds. */
const FLIGHT = 600;

/** Moves what is seen from one view to another, at once for whoever wants no motion. */
export class Flight {
  private frame = 0;

  /** A flight that is under way is given up. */
  start(from: View, to: View, show: (view: View) => void, arrived: () => void): void {
    this.stop();
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const start = performance.now();
    const step = (): void => {
      const passed = still ? 1 : Math.min(1, (performance.now() - start) / FLIGHT);
      show(passed < 1 ? between(from, to, 1 - (1 - passed) ** 3) : to);
      if (passed < 1) this.frame = requestAnimationFrame(step);
      else arrived();
    };
    step();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
  }
}
