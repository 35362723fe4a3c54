import { Module } from '@nestjs/common';
import { FilmsModule } from '../../films/films.module';
import { JobWorker } from '../../jobs/job-worker';
import { RatingsModule } from '../../ratings/ratings.module';
import { ModelStore } from '../model/model-store';
import { Trainer } from './trainer';
import { TrainingQueue } from './training-queue';
import { TrainingStages } from './training-stages';

/** Trains, in this process: that of one training, or of `centroide treinar`. */
@Module({
  imports: [FilmsModule, RatingsModule],
  providers: [ModelStore, TrainingQueue, TrainingStages, Trainer, { provide: JobWorker, useExisting: Trainer }],
  exports: [ModelStore, TrainingQueue, Trainer],
})
export class TrainingModule {}
