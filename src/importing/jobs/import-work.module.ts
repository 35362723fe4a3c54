import { Module } from '@nestjs/common';
import { JobWorker } from '../../jobs/job-worker';
import { ImportQueue } from './import-queue';
import { ImportWork } from './import-work';

/** The process of an import. */
@Module({ providers: [ImportQueue, ImportWork, { provide: JobWorker, useExisting: ImportWork }] })
export class ImportWorkModule {}
