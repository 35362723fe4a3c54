import type { JobKind } from './job-kind';

/** The work of a job is given up; the message says why, in Portuguese. */
export class JobStopped extends Error {}

/** A job that is not under way any more cannot go on, nor end: it had been silent for too long. */
export class JobTakenForDead extends JobStopped {
  constructor(kind: JobKind, id: number) {
    super(`O trabalho ${id} (${kind.name}) ficou sem dar sinal de vida, foi dado por morto, e o que fez não conta.`);
  }
}
