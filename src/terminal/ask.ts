import { createInterface } from 'node:readline';

/** Whether there is a terminal on which somebody can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Ask on the terminal, and whether the answer is yes. Who leaves with Ctrl-C or Ctrl-D has not said so. */
export async function saysYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question, resolve);
  }).finally(() => terminal.close());
  return /^(s|sim|y|yes)$/i.test(answer.trim());
}
