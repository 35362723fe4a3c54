import type { Text } from '../http/language';
import type { Claim, JobQueue } from './job-queue';
import { JobStopped, JobTakenForDead } from './job-stopped';

/** Signs of life in the time after which a job without any is taken for dead: room for several that fail. */
const BEATS_PER_SILENCE = 5;

/**
 * Do the work of a job that this process has claimed, giving signs of life until it ends. The work itself says that it has
 * succeeded (`queue.succeed`); whatever it throws is noted as the reason of its failure, and thrown on.
 *
 * It is given up, without waiting for it, when `signal` aborts, with its reason, or when the job was taken for dead: the
 * process should end then.
 */
export async function carryOut<Outcome>(
  queue: JobQueue,
  claim: Claim,
  work: () => Promise<Outcome>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const dead = new AbortController();
  const beat = setInterval(
    () => {
      // One that fails is made up for by the next one.
      stillAlive(queue, claim).then(
        (alive) => {
          if (!alive) dead.abort(new JobTakenForDead(queue.kind, claim.id));
        },
        () => undefined,
      );
    },
    Math.floor(queue.kind.silenceMs / BEATS_PER_SILENCE),
  );
  try {
    return await unlessAborted(signal ? AbortSignal.any([signal, dead.signal]) : dead.signal, work());
  } catch (error) {
    // Where that cannot be written either, whoever started this process is told (see job.ts).
    await queue.fail(claim, reasonOf(queue, error)).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** What is told of work that threw. */
export function reasonOf(queue: JobQueue, error: unknown): Text {
  return error instanceof JobStopped ? error.text : queue.kind.explain(error);
}

/** Give a sign of life. False when it came too late; one that comes after a good end does not. */
async function stillAlive(queue: JobQueue, claim: Claim): Promise<boolean> {
  return (await queue.beat(claim)) || (await queue.get(claim.id))?.state === 'concluido';
}

function unlessAborted<Outcome>(signal: AbortSignal, work: Promise<Outcome>): Promise<Outcome> {
  const aborted = new Promise<never>((_, reject) => {
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([work, aborted]);
}
