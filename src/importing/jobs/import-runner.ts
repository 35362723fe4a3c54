import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { childEnvironment, SETTINGS, type Settings } from '../../config/settings';
import { JobRunner } from '../../jobs/job-runner';
import { ImportQueue, type ImportJob } from './import-queue';

/** Has the files imported that this server was sent: one at a time over all servers of a database. */
@Injectable()
export class ImportRunner extends JobRunner<ImportJob> implements OnApplicationBootstrap {
  constructor(queue: ImportQueue, @Inject(SETTINGS) settings: Settings) {
    super(queue, childEnvironment(settings), settings.logTo);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.start();
  }

  protected override async afterwards({ request }: ImportJob): Promise<void> {
    await rm(dirname(request.path), { recursive: true, force: true });
  }
}
