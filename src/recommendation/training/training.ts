import type { Database } from '../../database/database';
import { defaultParameters } from '../../engine/parameters';
import { FilmsService } from '../../films/films.service';
import { RatingStream } from '../../ratings/rating-stream';
import { encodeModel } from '../model/model-codec';
import { ModelStore } from '../model/model-store';
import type { ModelTuning } from '../model/model-tuning';
import { filmTraits } from '../film-traits';
import { trainOnThread } from './engine-thread';
import type { EngineStage } from './engine-worker';
import { candidateOf, judge, type Verdict } from './gate';
import { groupIds, storedGroups } from './group-ids';
import { groupNames } from './group-names';
import { takeTrainingLock } from './lock';
import { readTrainingData } from './training-data';
import type { TrainingOrigin } from './training-run.entity';
import { TrainingRuns } from './training-runs';

export interface TrainingOptions {
  readonly origin: TrainingOrigin;
  readonly tuning?: TuningWish;
  /** Told at each step: what is being done, and how much of the whole is behind, in per cent. */
  readonly onProgress?: (stage: string, percent: number) => void;
}

/** Whether to choose the parameters anew, and for how long. */
export interface TuningWish {
  /** `auto`: when they were never chosen, or the data has grown by half since. */
  readonly when: 'auto' | 'always' | 'never';
  readonly minutes: number;
}

export type TrainingOutcome =
  /** Another process is training. */
  | { readonly state: 'ocupado' }
  | {
      readonly state: 'concluido';
      readonly versionId: number;
      /** Whether it became the active one, and why not. */
      readonly verdict: Verdict;
      readonly ratingCount: number;
      readonly milliseconds: number;
    };

/** The engine's stages, as people read them. */
const stageNames: Readonly<Record<EngineStage, string>> = {
  tuning: 'ajuste dos parâmetros',
  quality: 'medição da qualidade',
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

/** How long a tuning may take when nobody says. */
export const DEFAULT_TUNING_MINUTES = 10;

/** The parameters are chosen anew when there are this many times the ratings. */
const GROWN = 1.5;

/** Share of a training that reading and the engine take, in per cent; writing takes the rest. */
const READ = 15;
const ENGINE = 75;

/**
 * One training from beginning to end: read the ratings, measure, train, write the model and activate it if the
 * gate lets it pass. Only one runs at a time
 * on a database, whoever starts it. A run that fails is recorded as failed, and what was active stays so.
 */
export async function train(
  database: Database,
  { origin, tuning = firstOrRoutine(origin), onProgress }: TrainingOptions,
): Promise<TrainingOutcome> {
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
      const { versionId, verdict, ratingCount } = await trainAndSave(database, tuning, tell);
      await runs.succeed(id, versionId, Date.now());
      return { state: 'concluido', versionId, verdict, ratingCount, milliseconds: Date.now() - start };
    } catch (error) {
      await runs.fail(id, error instanceof Error ? error.message : String(error), Date.now());
      throw error;
    }
  } finally {
    await lock.release();
  }
}

/** The first model must be there soon; later ones have time to be better. */
function firstOrRoutine(origin: TrainingOrigin): TuningWish {
  return { when: origin === 'primeiro' ? 'never' : 'auto', minutes: DEFAULT_TUNING_MINUTES };
}

function mustTune({ when }: TuningWish, known: ModelTuning | null, ratingCount: number): boolean {
  if (when !== 'auto') return when === 'always';
  return known === null || ratingCount > GROWN * known.ratingCount;
}

async function trainAndSave(database: Database, wish: TuningWish, tell: (stage: string, percent: number) => void) {
  tell('leitura', 0);
  const store = new ModelStore(database);
  const catalogue = await new FilmsService(database).described();
  const { rows, filmIds } = await readTrainingData(new RatingStream(database), catalogue);
  const ratingCount = rows.user.length;
  const active = await store.activeRecord();
  const known = active?.findings.tuning ?? null;
  const tuning = mustTune(wish, known, ratingCount) ? { milliseconds: wish.minutes * 60_000 } : null;
  const { taste, findings } = await trainOnThread(
    { rows, traits: catalogue.map(filmTraits), parameters: known?.parameters ?? defaultParameters, tuning },
    (stage, fraction) => tell(stageNames[stage], Math.round(READ + ENGINE * fraction)),
  );
  tell('gravação', READ + ENGINE);
  const verdict = judge(
    candidateOf(findings.quality, ratingCount),
    active && candidateOf(active.findings.quality, active.ratingCount),
  );
  const names = groupNames(catalogue, taste.filmGroup, taste.groupSizes.length);
  const ids = groupIds(
    { filmIds, filmGroup: taste.filmGroup, count: names.length },
    active && (await storedGroups(store, active.id)),
    await store.lastGroup(),
  );
  const model = encodeModel({
    taste,
    filmIds,
    groups: names.map((name, n) => ({ id: ids[n], name })),
    ratingCount,
    findings: { ...findings, tuning: findings.tuning ?? known },
    verdict,
    now: Date.now(),
  });
  return { versionId: await store.save(model), verdict, ratingCount };
}
