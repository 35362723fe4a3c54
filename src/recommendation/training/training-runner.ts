import { Inject, Injectable } from '@nestjs/common';
import { childEnvironment, SETTINGS, type Settings } from '../../config/settings';
import { JobRunner } from '../../jobs/job-runner';
import { TrainingQueue, type TrainingJob } from './training-queue';

/** Has trainings done, where the scheduler starts it. */
@Injectable()
export class TrainingRunner extends JobRunner<TrainingJob> {
  constructor(queue: TrainingQueue, @Inject(SETTINGS) settings: Settings) {
    super(queue, childEnvironment(settings), settings.logTo);
  }
}
