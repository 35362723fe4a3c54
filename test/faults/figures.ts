/** A line about the faults that were made, past Jest's own frames, so that it can be read and searched for. */
export function tell(line: string): void {
  process.stdout.write(`faults: ${line}\n`);
}
