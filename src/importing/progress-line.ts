import { progress } from '@clack/prompts';
import type { ImportProgress } from './import';

/** Shows how far an import is. */
export interface ProgressLine {
  show(progress: ImportProgress): void;
  end(): void;
}

/** Milliseconds between two lines where nothing can be drawn over: a log, a pipe. */
const PLAIN_INTERVAL = 5000;

/** A bar on a terminal; elsewhere a plain line now and then. */
export function progressLine(output: NodeJS.WriteStream): ProgressLine {
  return output.isTTY ? bar(output) : plain(output);
}

function bar(output: NodeJS.WriteStream): ProgressLine {
  const steps = 1000;
  const drawn = progress({ max: steps, output });
  let done = 0;
  // The library takes the keyboard, and ends the process as if all were well when Ctrl-C is pressed.
  const interrupted = (): void => {
    process.exitCode = 130;
  };
  process.once('exit', interrupted);
  drawn.start('Lendo');
  return {
    show: (state) => {
      const now = Math.floor(state.share * steps);
      drawn.advance(now - done, describe(state));
      done = now;
    },
    end: () => {
      process.off('exit', interrupted);
      drawn.clear();
    },
  };
}

function plain(output: NodeJS.WriteStream): ProgressLine {
  let last = performance.now();
  return {
    show: (state) => {
      if (performance.now() - last < PLAIN_INTERVAL) return;
      last = performance.now();
      output.write(`${describe(state)}\n`);
    },
    end: () => undefined,
  };
}

function describe({ stage, file, rows, share }: ImportProgress): string {
  const percentage = `${Math.floor(share * 100)} %`;
  if (stage === 'scale') return `${percentage}  ${file}: verificando a escala`;
  return `${percentage}  ${file}: ${rows.toLocaleString('pt-BR')} linhas`;
}
