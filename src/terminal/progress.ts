import { progress } from '@clack/prompts';

/** Shows how far a long piece of work is. */
export interface Progress {
  /** fraction: share of the work that is done, 0..1. */
  update(message: string, fraction: number): void;
  done(message: string): void;
  failed(message: string): void;
}

/** A bar where somebody looks on; elsewhere (a log, a pipe) one line for each new message. */
export function showProgress(title: string): Progress {
  return process.stdout.isTTY ? bar(title) : lines(title);
}

const STEPS = 1000;

function bar(title: string): Progress {
  const shown = progress({ max: STEPS, style: 'heavy' });
  let reached = 0;
  shown.start(title);
  return {
    update: (message, fraction) => {
      const step = Math.round(fraction * STEPS);
      shown.advance(Math.max(0, step - reached), message);
      reached = Math.max(reached, step);
    },
    done: (message) => shown.stop(message),
    failed: (message) => shown.error(message),
  };
}

function lines(title: string): Progress {
  console.log(title);
  let last = '';
  return {
    update: (message) => {
      if (message !== last) console.log(`  ${message}`);
      last = message;
    },
    done: (message) => console.log(message),
    failed: (message) => console.error(message),
  };
}
