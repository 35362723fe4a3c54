import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RatingRows } from '../../engine/ratings/rating-rows';
import type { TasteModel } from '../../engine/model/model';
import { fromArrays } from '../../engine/model/model-arrays';
import type { ModelFindings } from '../model/model-version.entity';
import type { EngineMessage, EngineStage, EngineTask, NextBatch } from './engine-worker';

/** A model, how its parameters were chosen, and what they are worth on ratings that were held out. It is sound. */
export interface MeasuredModel {
  readonly taste: TasteModel;
  readonly findings: ModelFindings;
}

/** The same; of a first model that stays as it was handed over there is no other one. */
export interface TrainingFindings {
  readonly taste: TasteModel | null;
  readonly findings: ModelFindings;
}

/**
 * Tune, measure and train on a thread of its own, so that this one can go on telling how far it is and that it lives. The
 * arrays of the ratings go over to the thread and are empty here afterwards. everybody: the ratings of all users from the first on, read
 * when those of the task are those of a sample. keepFirst: takes the first model, of which nothing is measured yet, while the thread goes
 * on; where it fails, so does the whole.
 */
export function trainOnThread(
  task: EngineTask,
  everybody: () => AsyncIterator<RatingRows>,
  onProgress: (stage: EngineStage, fraction: number) => void,
  keepFirst: (model: MeasuredModel) => Promise<void>,
): Promise<TrainingFindings> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'engine-worker.js'), {
      workerData: task,
      transferList: buffersOf(task.rows),
    });
    let kept = Promise.resolve();
    const giveUp = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)));
      void worker.terminate();
    };
    // One batch is read while the thread works on the one before it.
    let reading: { users: AsyncIterator<RatingRows>; coming: Promise<IteratorResult<RatingRows>> } | null = null;
    const sendBatch = async (): Promise<void> => {
      const users: AsyncIterator<RatingRows> = reading?.users ?? everybody();
      const one = await (reading?.coming ?? users.next());
      const batch: NextBatch = one.done ? null : one.value;
      reading = batch && { users, coming: users.next() };
      // It is awaited when the thread asks again; until then a failure must not look like one that nobody handles.
      reading?.coming.catch(() => undefined);
      worker.postMessage(batch, batch ? buffersOf(batch) : []);
    };
    worker.on('message', (message: EngineMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.fraction);
      else if (message.kind === 'batch') sendBatch().catch(giveUp);
      else if (message.kind === 'first') {
        kept = keepFirst({ taste: fromArrays(message.arrays), findings: message.findings });
        kept.catch(giveUp);
      } else {
        const { arrays, findings } = message;
        const found = { taste: arrays && fromArrays(arrays), findings };
        kept.then(() => resolve(found), giveUp);
      }
    });
    worker.once('error', giveUp);
    worker.once('exit', (code) => {
      // What it has told last may still wait for the first model to be kept.
      const silent = () => reject(new Error(`the engine's thread ended with code ${code} and no model`));
      kept.then(silent, silent);
    });
  });
}

function buffersOf({ user, film, rating, time }: RatingRows): ArrayBuffer[] {
  return [user, film, rating, ...(time ? [time] : [])].map((array) => array.buffer as ArrayBuffer);
}
