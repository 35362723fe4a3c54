import { Module } from '@nestjs/common';
import { ModelStore } from '../model/model-store';
import { TrainingRuns } from './training-runs';
import { TrainingScheduler } from './training.scheduler';

/** Starts trainings: in the server, or in the trainer's own process. */
@Module({
  providers: [ModelStore, TrainingRuns, TrainingScheduler],
  exports: [ModelStore, TrainingRuns, TrainingScheduler],
})
export class TrainingModule {}
