import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { isDuplicate } from '../../database/constraints';
import { Database } from '../../database/database';
import { TrainingRun, type TrainingOrigin, type TrainingState, type Tuning } from './training-run.entity';

/** Pause between two signs of life, in milliseconds. */
const BEAT_MS = 2_000;
/** A training that has not been heard of for this long is dead. */
const STALE_MS = 10_000;

const DIED = 'O processo de treino morreu antes de terminar.';
const open: TrainingState[] = ['na_fila', 'executando'];

/** A run that is not under way any more cannot end: it was taken for dead. */
export class RunTakenForDead extends Error {
  constructor(id: number) {
    super(`O treino ${id} ficou sem dar sinal de vida, foi dado por morto, e o que treinou não foi gravado.`);
  }
}

/** The trainings: those that were, and the one that waits or runs. The database lets no second one in. */
@Injectable()
export class TrainingRuns {
  constructor(private readonly database: Database) {}

  /** Have a training wait for a trainer. Returns its number, or null while another one waits or runs. */
  async enqueue(tuning: Tuning, now: number): Promise<number | null> {
    await this.failDead();
    try {
      return await this.database.write(async (transaction) => {
        const { identifiers } = await transaction.insert(TrainingRun, {
          state: 'na_fila',
          origin: 'pedido',
          tuning,
          stage: 'na fila',
          percent: 0,
          requestedAt: now,
        });
        await this.database.notify(transaction, 'treinos');
        return Number(identifiers[0].id);
      });
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
  }

  /**
   * Begin a run: the one that waits, or else a new one. The caller holds the training lock, so whatever still says it is
   * running has died.
   */
  async begin(origin: TrainingOrigin, tuning: Tuning, now: number): Promise<TrainingRun> {
    const begin = () => this.database.write((transaction) => this.takeOrInsert(transaction, origin, tuning, now));
    try {
      return await begin();
    } catch (error) {
      // One was asked for in between: it is there to be taken now.
      if (isDuplicate(error)) return begin();
      throw error;
    }
  }

  /** Give signs of life of a run from now on. Returns how to stop. */
  keepAlive(id: number): () => void {
    const beat = setInterval(() => {
      // A beat that fails is made up for by the next one; STALE_MS leaves room for several.
      this.update(id, { beatAt: () => this.database.clock }).catch(() => undefined);
    }, BEAT_MS);
    return () => clearInterval(beat);
  }

  progress(id: number, stage: string, percent: number): Promise<void> {
    return this.update(id, { stage, percent });
  }

  /** End a run in the transaction that writes its model. Throws RunTakenForDead. */
  async succeed(transaction: EntityManager, id: number, versionId: number, now: number): Promise<void> {
    const end = { state: 'concluido' as const, stage: 'concluído', percent: 100, endedAt: now, versionId };
    const { affected } = await transaction.update(TrainingRun, { id, state: 'executando' }, end);
    if (!affected) throw new RunTakenForDead(id);
  }

  fail(id: number, error: string, now: number): Promise<void> {
    return this.update(id, { state: 'falhou', endedAt: now, error });
  }

  /** The run that waits or is under way, if there is one. */
  async open(): Promise<TrainingRun | null> {
    await this.failDead();
    return this.database.manager.findOneBy(TrainingRun, { state: In(open) });
  }

  /** The newest runs first. */
  async list(limit: number): Promise<TrainingRun[]> {
    await this.failDead();
    return this.database.manager.find(TrainingRun, { order: { id: 'DESC' }, take: limit });
  }

  async get(id: number): Promise<TrainingRun | null> {
    await this.failDead();
    return this.database.manager.findOneBy(TrainingRun, { id });
  }

  private async takeOrInsert(
    transaction: EntityManager,
    origin: TrainingOrigin,
    tuning: Tuning,
    now: number,
  ): Promise<TrainingRun> {
    await transaction.update(TrainingRun, { state: 'executando' }, { state: 'falhou', endedAt: now, error: DIED });
    const begun = { state: 'executando' as const, stage: 'leitura', startedAt: now, beatAt: () => this.database.clock };
    const waiting = await transaction.findOneBy(TrainingRun, { state: 'na_fila' });
    if (waiting) await transaction.update(TrainingRun, { id: waiting.id }, begun);
    else await transaction.insert(TrainingRun, { ...begun, origin, tuning, percent: 0, requestedAt: now });
    return transaction.findOneByOrFail(TrainingRun, { state: 'executando' });
  }

  /** A run whose process died cannot say so itself: whoever looks at the runs does. */
  private async failDead(): Promise<void> {
    const { clock } = this.database;
    const dead = `estado = 'executando' AND batida_em < ${clock} - ${STALE_MS}`;
    if ((await this.database.query(`SELECT 1 FROM treinos WHERE ${dead}`)).length === 0) return;
    await this.database.write((transaction) =>
      transaction.query(`UPDATE treinos SET estado = 'falhou', erro = $1, terminado_em = ${clock} WHERE ${dead}`, [
        DIED,
      ]),
    );
  }

  private update(id: number, change: Parameters<typeof this.database.manager.update<TrainingRun>>[2]): Promise<void> {
    return this.database.write(async (transaction) => {
      // Only a run that is under way changes: a late word of progress does not overwrite how it ended.
      await transaction.update(TrainingRun, { id, state: 'executando' }, change);
    });
  }
}
