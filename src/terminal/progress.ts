import { progress } from '@clack/prompts';

/** Shows how far a long piece of work is. */
export interface ProgressBar {
  /** fraction: share of the work that is done, 0..1. */
  show(message: string, fraction: number): void;
  /** Take the bar away; what came of the work is told after. */
  end(): void;
}

/** Columns that a bar needs to fit on a line. */
const NARROWEST = 60;
const STEPS = 1000;
/** Milliseconds between two lines where nothing can be drawn over: a log, a pipe. */
const PLAIN_INTERVAL = 5000;

/** A bar on a terminal; elsewhere a plain line now and then. interrupted: what to say on Ctrl-C. */
export function progressBar(title: string, interrupted: string, output = process.stdout): ProgressBar {
  return output.isTTY && output.columns >= NARROWEST ? bar(title, interrupted, output) : plain(output);
}

function bar(title: string, interrupted: string, output: NodeJS.WriteStream): ProgressBar {
  const drawn = progress({ max: STEPS, output, cancelMessage: interrupted, errorMessage: interrupted });
  let done = 0;
  // The library takes the keyboard, and ends the process as if all were well when Ctrl-C is pressed.
  const exit = (): void => {
    process.exitCode = 130;
  };
  process.once('exit', exit);
  drawn.start(title);
  return {
    show: (message, fraction) => {
      const now = Math.floor(fraction * STEPS);
      drawn.advance(now - done, line(message, fraction));
      done = now;
    },
    end: () => {
      process.off('exit', exit);
      drawn.clear();
    },
  };
}

function plain(output: NodeJS.WriteStream): ProgressBar {
  let last = performance.now();
  return {
    show: (message, fraction) => {
      if (performance.now() - last < PLAIN_INTERVAL) return;
      last = performance.now();
      output.write(`${line(message, fraction)}\n`);
    },
    end: () => undefined,
  };
}

function line(message: string, fraction: number): string {
  return `${Math.floor(fraction * 100)}%  ${message}`;
}
