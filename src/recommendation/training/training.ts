import type { Database } from '../../database/database';
import { defaultParameters } from '../../engine/model/parameters';
import { FilmsService } from '../../films/films.service';
import { RatingStream } from '../../ratings/rating-stream';
import { DamagedModel } from '../model/chunks';
import { decodeModel, encodeModel } from '../model/model-codec';
import type { ModelDrift } from '../model/model-drift';
import { ModelStore } from '../model/model-store';
import type { ModelTuning } from '../model/model-tuning';
import { ModelVersion } from '../model/model-version.entity';
import { filmTraits } from '../../films/film-traits';
import { measureDrift } from './drift';
import { trainOnThread } from './engine-thread';
import type { EngineStage } from './engine-worker';
import { candidateOf, judge, type Verdict } from './gate';
import { groupIds, storedGroups } from './group-ids';
import { groupNames } from './group-names';
import { readTrainingData, type TrainingData } from './training-data';
import type { TrainingOrigin, Tuning } from './training-run.entity';
import { TrainingRuns } from './training-runs';

export interface TrainingOptions {
  readonly origin: TrainingOrigin;
  /** Without, what the waiting run asks for that is taken over; or else what suits the origin. */
  readonly tuning?: Tuning;
  /** How long choosing the parameters may take. */
  readonly tuningMinutes?: number;
  /** Told at each step: what is being done, and how much of the whole is behind, in per cent. */
  readonly onProgress?: (stage: string, percent: number) => void;
  /** Give up: the run is noted as failed, and its thread goes on until the process ends. */
  readonly signal?: AbortSignal;
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
 * One training from beginning to end: read the ratings, measure how the active model has aged, train, write the model and
 * activate it if the gate lets it pass. Only one runs at a time on a database, whoever starts it; a run that waits is
 * taken over. A run that fails is recorded as failed, and what was active stays so.
 */
export async function train(
  database: Database,
  { origin, tuning, tuningMinutes = DEFAULT_TUNING_MINUTES, onProgress, signal }: TrainingOptions,
): Promise<TrainingOutcome> {
  const lock = await database.tryLock('training');
  if (!lock) return { state: 'ocupado' };
  try {
    const runs = new TrainingRuns(database);
    const start = Date.now();
    // The first model must be there soon; later ones have time to be better.
    const run = await runs.begin(origin, tuning ?? (origin === 'primeiro' ? 'nunca' : 'auto'), start);
    const stopBeating = runs.keepAlive(run.id);
    try {
      const wish = { tuning: tuning ?? run.tuning, minutes: tuningMinutes };
      const tell = (stage: string, percent: number): void => {
        onProgress?.(stage, percent);
        // Progress is worth nothing by the time it could be written again.
        runs.progress(run.id, stage, percent).catch(() => undefined);
      };
      const trained = await unlessAborted(signal, trainAndSave(database, run.id, wish, tell));
      return { state: 'concluido', ...trained, milliseconds: Date.now() - start };
    } catch (error) {
      await runs.fail(run.id, error instanceof Error ? error.message : String(error), Date.now());
      throw error;
    } finally {
      stopBeating();
    }
  } finally {
    await lock.release();
  }
}

function unlessAborted<Result>(signal: AbortSignal | undefined, work: Promise<Result>): Promise<Result> {
  if (!signal) return work;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('O treino foi interrompido.')), { once: true });
  });
  return Promise.race([work, aborted]);
}

function mustTune(tuning: Tuning, known: ModelTuning | null, ratingCount: number): boolean {
  if (tuning !== 'auto') return tuning === 'sempre';
  return known === null || ratingCount > GROWN * known.ratingCount;
}

async function trainAndSave(
  database: Database,
  runId: number,
  wish: { readonly tuning: Tuning; readonly minutes: number },
  tell: (stage: string, percent: number) => void,
) {
  tell('leitura', 0);
  const store = new ModelStore(database);
  const catalogue = await new FilmsService(database).described();
  const { rows, filmIds } = await readTrainingData(new RatingStream(database), catalogue);
  const ratingCount = rows.user.length;
  const active = await store.activeRecord();
  tell('desvio do modelo ativo', READ);
  const drift = active && (await driftOf(store, active.id, { rows, filmIds }));
  const known = active?.findings.tuning ?? null;
  const tuning = mustTune(wish.tuning, known, ratingCount) ? { milliseconds: wish.minutes * 60_000 } : null;
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
  const now = Date.now();
  const model = encodeModel({
    taste,
    filmIds,
    groups: names.map((name, n) => ({ id: ids[n], name })),
    ratingCount,
    findings: { ...findings, tuning: findings.tuning ?? known, drift },
    verdict,
    now,
  });
  // The run has succeeded exactly when its model is there.
  const versionId = await store.save(model, async (transaction, id) => {
    if (active && drift)
      await transaction.update(ModelVersion, { id: active.id }, { findings: { ...active.findings, drift } });
    await new TrainingRuns(database).succeed(transaction, runId, id, now);
  });
  await store.prune();
  return { versionId, verdict, ratingCount };
}

/** How the active model has aged; null for one that cannot be read any more. */
async function driftOf(store: ModelStore, version: number, data: TrainingData): Promise<ModelDrift | null> {
  try {
    return await measureDrift(decodeModel(await store.load(version)), data, Date.now());
  } catch (error) {
    if (error instanceof DamagedModel) return null;
    throw error;
  }
}
