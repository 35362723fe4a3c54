import { usualSignals, type Signals } from '../../src/config/signals';
import type { Database } from '../../src/database/database';
import { filmsOf } from './films-service';
import { RatingStream } from '../../src/ratings/rating-stream';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { Trainer, type TrainingOptions, type TrainingOutcome } from '../../src/recommendation/training/trainer';
import { TrainingQueue } from '../../src/recommendation/training/training-queue';
import { TrainingStages } from '../../src/recommendation/training/training-stages';

/** The trainings of a database, where no server has them. */
export function trainingsOf(database: Database): TrainingQueue {
  return new TrainingQueue(database, Date.now);
}

/** One training in this process: servers leave theirs to others. */
export function train(
  database: Database,
  options: TrainingOptions,
  signals: Signals = usualSignals,
  ratingsHeld?: number,
): Promise<TrainingOutcome> {
  const queue = trainingsOf(database);
  const stages = new TrainingStages(
    filmsOf(database),
    new RatingStream(database, { signals }),
    new ModelStore(database),
    queue,
    Date.now,
    ratingsHeld,
  );
  return new Trainer(queue, stages).train(options);
}
