import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

/** One line on the machine that figures are of. */
export function machine(): string {
  const model = /^model name\s*: (.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, Node ${process.version}`;
}

/** Cells of a table under each other. */
export function print(...cells: string[]): void {
  console.log(cells.map((cell, n) => (n === 0 ? cell.padEnd(34) : cell.padStart(12))).join(' '));
}
