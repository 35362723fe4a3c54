import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TasteModel } from '../../engine/model/model';
import { fromArrays } from '../../engine/model/model-arrays';
import type { ModelFindings } from '../model/model-version.entity';
import type { EngineMessage, EngineStage, EngineTask } from './engine-worker';

/** A model, how its parameters were chosen, and what they are worth on ratings that were held out. */
export interface MeasuredModel {
  readonly taste: TasteModel;
  readonly findings: ModelFindings;
}

/**
 * Tune, measure and train on a thread of its own, so that this one can go on telling how far it is and that it lives. The
 * arrays of the ratings go over to the thread and are empty here afterwards. The model is sound.
 */
export function trainOnThread(
  task: EngineTask,
  onProgress: (stage: EngineStage, fraction: number) => void,
): Promise<MeasuredModel> {
  return new Promise((resolve, reject) => {
    const { user, film, rating, time } = task.rows;
    const worker = new Worker(join(__dirname, 'engine-worker.js'), {
      workerData: task,
      transferList: [user, film, rating, ...(time ? [time] : [])].map((array) => array.buffer as ArrayBuffer),
    });
    worker.on('message', (message: EngineMessage) => {
      if (message.kind === 'progress') onProgress(message.stage, message.fraction);
      else resolve({ taste: fromArrays(message.arrays), findings: message.findings });
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the engine's thread ended with code ${code} and no model`)));
  });
}
