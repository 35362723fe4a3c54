import type { Command } from './commands';
import { importFile } from './imports';
import type { Outcome } from './possible-order';
import { requestOf, type Numbers } from './requests';
import type { Service } from './service';
import { stepOf } from './steps';

/** Carry a command out. */
export async function carryOut(service: Service, command: Command, numbers: Numbers): Promise<Outcome> {
  if (command.kind === 'import') return importFile(service, command, numbers);
  const sent = requestOf(command, numbers);
  const { method, path, body } = sent;
  const answer = await service.send(method, path, body);
  // A transaction that was undone because another one was in its way: nothing happened, and it may be sent again.
  const steps = answer.status === 503 ? [] : [stepOf(sent, answer)];
  return {
    asked: `${method} ${path} ${body === undefined ? '' : JSON.stringify(body)}`,
    answer: `${answer.status} ${answer.text}`,
    steps,
  };
}
