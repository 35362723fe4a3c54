import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../films/catalogue.module';
import { JobWorker } from '../../jobs/job-worker';
import { RatingStreamModule } from '../../ratings/rating-stream.module';
import { Trainer } from './trainer';
import { TrainingModule } from './training.module';
import { TrainingStages } from './training-stages';

/** Trains, in this process: that of one training, or of `centroide treinar`. */
@Module({
  imports: [TrainingModule, CatalogueModule, RatingStreamModule],
  providers: [TrainingStages, Trainer, { provide: JobWorker, useExisting: Trainer }],
  exports: [Trainer],
})
export class TrainingWorkModule {}
