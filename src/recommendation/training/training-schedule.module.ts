import { Module } from '@nestjs/common';
import { TrainingModule } from './training.module';
import { TrainingRunner } from './training-runner';
import { TrainingScheduler } from './training.scheduler';

/** Has trainings done in processes of their own: for a server that trains, or for `centroide treinador`. */
@Module({
  imports: [TrainingModule],
  providers: [TrainingRunner, TrainingScheduler],
  exports: [TrainingModule, TrainingRunner],
})
export class TrainingScheduleModule {}
