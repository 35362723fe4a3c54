import { Injectable } from '@nestjs/common';
import type { LastTraining, TrainingStatus } from '../../observability/training-status';
import { ndcgOf } from '../model/model-quality';
import { ModelStore } from '../model/model-store';
import { TrainingRuns } from './training-runs';

/** Tells the metrics of the newest run. */
@Injectable()
export class RecordedTrainings implements TrainingStatus {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly store: ModelStore,
  ) {}

  async last(): Promise<LastTraining | null> {
    const run = (await this.runs.list(1)).at(0);
    if (!run) return null;
    const { state, startedAt, endedAt, versionId } = run;
    const version = versionId === null ? null : await this.store.version(versionId);
    return { state, startedAt, endedAt, ndcg10: ndcgOf(version?.findings.quality ?? null) };
  }
}
