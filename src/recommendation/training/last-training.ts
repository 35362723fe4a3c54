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
    // Besides the newest only one may be waiting.
    const runs = await this.runs.list(2);
    for (const { state, startedAt, endedAt, versionId } of runs) {
      if (startedAt === null) continue;
      const quality = versionId === null ? null : (await this.store.version(versionId))?.findings.quality;
      return { state, startedAt, endedAt, ndcg10: quality ? (ndcgOf(quality)?.value ?? null) : null };
    }
    return null;
  }
}
