import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../films/catalogue.module';
import { JobWorker } from '../../jobs/job-worker';
import { RatingStreamModule } from '../../ratings/rating-stream.module';
import { Trainer } from './trainer';
import { PartSums } from './part-sums';
import { TrainingModule } from './training.module';
import { TrainingStages } from './training-stages';

/** Trains, in this process: that of one training, or of `centroide treinar`. */
@Module({
  imports: [TrainingModule, CatalogueModule, RatingStreamModule],
  providers: [TrainingStages, PartSums, Trainer, { provide: JobWorker, useExisting: Trainer }],
  exports: [Trainer, PartSums],
})
export class TrainingWorkModule {}
