import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { TrainingRun, type TrainingOrigin } from './training-run.entity';

/** The history of trainings. */
@Injectable()
export class TrainingRuns {
  constructor(private readonly database: Database) {}

  /** Begin a run. The caller holds the training lock, so whatever still says it is running has died. */
  start(origin: TrainingOrigin, stage: string, now: number): Promise<number> {
    return this.database.write(async (transaction) => {
      await transaction.update(
        TrainingRun,
        { state: 'executando' },
        { state: 'falhou', endedAt: now, error: 'O processo de treino morreu antes de terminar.' },
      );
      const inserted = await transaction.insert(TrainingRun, {
        state: 'executando',
        origin,
        stage,
        percent: 0,
        startedAt: now,
      });
      return Number(inserted.identifiers[0].id);
    });
  }

  progress(id: number, stage: string, percent: number): Promise<void> {
    return this.update(id, { stage, percent });
  }

  succeed(id: number, versionId: number, now: number): Promise<void> {
    return this.update(id, { state: 'concluido', stage: 'concluído', percent: 100, endedAt: now, versionId });
  }

  fail(id: number, error: string, now: number): Promise<void> {
    return this.update(id, { state: 'falhou', endedAt: now, error });
  }

  /** The newest runs first. */
  list(limit: number): Promise<TrainingRun[]> {
    return this.database.manager.find(TrainingRun, { order: { id: 'DESC' }, take: limit });
  }

  get(id: number): Promise<TrainingRun | null> {
    return this.database.manager.findOneBy(TrainingRun, { id });
  }

  private update(id: number, change: Partial<TrainingRun>): Promise<void> {
    return this.database.write(async (transaction) => {
      // Only a run that is under way changes: a late word of progress does not overwrite how it ended.
      await transaction.update(TrainingRun, { id, state: 'executando' }, change);
    });
  }
}
