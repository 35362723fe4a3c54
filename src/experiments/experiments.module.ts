import { Module } from '@nestjs/common';
import { ExposureStatus } from '../observability/exposure-status';
import { ExperimentReports } from './experiment-reports';
import { ExperimentsController } from './experiments.controller';
import { ExperimentsService } from './experiments.service';
import { ExposureLog } from './exposure-log';
import { ListShaping } from './list-shaping';

/** Compares ways to make lists, on people. */
@Module({
  controllers: [ExperimentsController],
  providers: [
    ExperimentsService,
    ListShaping,
    ExposureLog,
    { provide: ExposureStatus, useExisting: ExposureLog },
    ExperimentReports,
  ],
  exports: [ExperimentsService, ListShaping, ExposureLog, ExposureStatus],
})
export class ExperimentsModule {}
