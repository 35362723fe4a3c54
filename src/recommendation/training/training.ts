import type { Database } from '../../database/database';
import type { TasteModel } from '../../engine/model';
import { defaultParameters } from '../../engine/parameters';
import type { TrainingStage } from '../../engine/train';
import { FilmsService } from '../../films/films.service';
import { RatingStream } from '../../ratings/rating-stream';
import { encodeModel } from '../model/model-codec';
import { ModelStore } from '../model/model-store';
import { trainOnThread } from './engine-thread';
import { groupNames } from './group-names';
import { takeTrainingLock } from './lock';
import { readTrainingData } from './training-data';
import type { TrainingOrigin } from './training-run.entity';
import { TrainingRuns } from './training-runs';

export interface TrainingOptions {
  readonly origin: TrainingOrigin;
  /** Told at each step: what is being done, and how much of the whole is behind, in per cent. */
  readonly onProgress?: (stage: string, percent: number) => void;
}

export type TrainingOutcome =
  /** Another process is training. */
  | { readonly state: 'ocupado' }
  | {
      readonly state: 'concluido';
      readonly versionId: number;
      readonly ratingCount: number;
      readonly milliseconds: number;
    };

/** The engine's stages, as people read them. */
const stageNames: Readonly<Record<TrainingStage, string>> = {
  components: 'componentes principais',
  'taste centroids': 'centroides de gosto',
  'read-out': 'leitura dos centroides',
  'film groups': 'grupos de filmes',
  'film blocks': 'blocos de filmes',
  'film weights': 'pesos entre filmes',
  'next films': 'próximos filmes',
  'cold films': 'filmes sem avaliações',
  map: 'mapa',
  done: 'motor concluído',
};

/** Share of a training that reading and the engine take, in per cent; writing takes the rest. */
const READ = 15;
const ENGINE = 75;

/**
 * One training from beginning to end: read the ratings, train, write the model and activate it. Only one runs at a time
 * on a database, whoever starts it. A run that fails is recorded as failed, and what was active stays so.
 */
export async function train(database: Database, { origin, onProgress }: TrainingOptions): Promise<TrainingOutcome> {
  const lock = await takeTrainingLock(database);
  if (!lock) return { state: 'ocupado' };
  try {
    const runs = new TrainingRuns(database);
    const start = Date.now();
    const id = await runs.start(origin, 'leitura', start);
    const tell = (stage: string, percent: number): void => {
      onProgress?.(stage, percent);
      // Progress is worth nothing by the time it could be written again.
      runs.progress(id, stage, percent).catch(() => undefined);
    };
    try {
      const { versionId, ratingCount } = await trainAndSave(database, tell);
      await runs.succeed(id, versionId, Date.now());
      return { state: 'concluido', versionId, ratingCount, milliseconds: Date.now() - start };
    } catch (error) {
      await runs.fail(id, error instanceof Error ? error.message : String(error), Date.now());
      throw error;
    }
  } finally {
    await lock.release();
  }
}

async function trainAndSave(database: Database, tell: (stage: string, percent: number) => void) {
  tell('leitura', 0);
  const { rows, filmIds } = await readTrainingData(new RatingStream(database));
  const ratingCount = rows.user.length;
  const taste = await trainOnThread({ rows, parameters: defaultParameters }, (stage, fraction) =>
    tell(stageNames[stage], Math.round(READ + ENGINE * fraction)),
  );
  tell('gravação', READ + ENGINE);
  const names = await namesOfGroups(new FilmsService(database), taste, filmIds);
  const model = encodeModel(taste, filmIds, names, ratingCount, Date.now());
  return { versionId: await new ModelStore(database).saveAndActivate(model), ratingCount };
}

async function namesOfGroups(catalogue: FilmsService, taste: TasteModel, filmIds: Float64Array): Promise<string[]> {
  const traits = new Map((await catalogue.traits()).map((film) => [film.id, film]));
  const films = Array.from(filmIds, (id) => traits.get(id) ?? { genero: '', ano: null });
  return groupNames(films, taste.filmGroup, taste.groupSizes.length);
}
