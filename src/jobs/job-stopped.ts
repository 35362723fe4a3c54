import { ToldError } from '../config/language';
import type { JobKind } from './job-kind';

/** The work of a job is given up; its text says why. */
export class JobStopped extends ToldError {}

/** A job that is not under way any more cannot go on, nor end: it had been silent for too long. */
export class JobTakenForDead extends JobStopped {
  constructor(kind: JobKind, id: number) {
    super({
      pt: `O trabalho ${id} (${kind.name}) ficou sem dar sinal de vida, foi dado por morto, e o que fez não conta.`,
      en: `Job ${id} (${kind.title.en}) gave no sign of life, was taken for dead, and what it did does not count.`,
    });
  }
}
