import { Injectable } from '@nestjs/common';
import type { LastTraining, TrainingStatus } from '../../observability/training-status';
import { ndcgOf } from '../model/model-quality';
import { ModelStore } from '../model/model-store';
import { TrainingQueue } from './training-queue';

/** Tells the metrics of the newest training. */
@Injectable()
export class RecordedTrainings implements TrainingStatus {
  constructor(
    private readonly queue: TrainingQueue,
    private readonly store: ModelStore,
  ) {}

  async last(): Promise<LastTraining | null> {
    // Besides the newest only one may be waiting.
    for (const { state, startedAt, endedAt, result } of await this.queue.list(2)) {
      if (startedAt === null) continue;
      const quality = result && (await this.store.version(result.versionId))?.findings.quality;
      return { state, startedAt, endedAt, ndcg10: quality ? (ndcgOf(quality)?.value ?? null) : null };
    }
    return null;
  }
}
