import type { Command } from './commands';
import { train } from '../../support/training';
import { importFile, replaceAll } from './imports';
import type { Outcome } from './possible-order';
import { requestOf, type Numbers } from './requests';
import type { Service } from './service';
import { stepOf } from './steps';

/** Carry a command out. */
export async function carryOut(service: Service, command: Command, numbers: Numbers): Promise<Outcome> {
  if (command.kind === 'import') return importFile(service, command, numbers);
  if (command.kind === 'replace') return replaceAll(service, command, numbers);
  if (command.kind === 'train') return trainBeside(service);
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

/** What it has read is of one moment, and its model becomes the active one only if the data were not replaced since. */
async function trainBeside(service: Service): Promise<Outcome> {
  const outcome = await train(service.commandLine, { origin: 'comando', tuning: 'nunca' });
  if (outcome.state !== 'concluido') throw new Error('nobody else trains');
  const { versionId, verdict, ratingCount } = outcome;
  return {
    asked: 'train',
    answer: JSON.stringify(outcome),
    steps: [
      (world) => {
        world.trained = world.generation;
        return world.ratingCount === ratingCount;
      },
      (world) => {
        const isOfThese = world.trained === world.generation;
        world.versions.set(versionId, world.trained);
        if (isOfThese) world.active = versionId;
        return verdict.accepted === isOfThese;
      },
    ],
  };
}
