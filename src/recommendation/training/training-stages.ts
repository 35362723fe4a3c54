import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../database/clock';
import { defaultParameters, withDefaults } from '../../engine/model/parameters';
import { typicalities } from '../../engine/training/typicality';
import { FilmsService } from '../../films/films.service';
import type { Text } from '../../http/language';
import type { Claim } from '../../jobs/job-queue';
import { RatingStream } from '../../ratings/rating-stream';
import { present } from '../../invariants';
import { filmTraits } from '../../films/film-traits';
import { DamagedModel } from '../model/chunks';
import { decodeModel, encodeModel } from '../model/model-codec';
import type { ModelDrift } from '../model/model-drift';
import { ModelStore } from '../model/model-store';
import type { ModelTuning } from '../model/model-tuning';
import { ModelVersion } from '../model/model-version.entity';
import { reasonOf } from '../model/rejection';
import { measureDrift } from './drift';
import { trainOnThread, type MeasuredModel, type TrainingFindings } from './engine-thread';
import { candidateOf, judge } from './gate';
import { groupIds, storedGroups } from './group-ids';
import { groupNames } from './group-names';
import { MOST_RATINGS, MOST_RATINGS_HELD, ratingBatches, readTrainingData, type TrainingData } from './training-data';
import { commonHeader, type SumsHeader, SumsOutdated } from './sums-file';
import { TrainingQueue, type Tuning } from './training-queue';
import type { StageName } from './training-texts';

/** Whether a version became the active one, and why not. */
type Fate = { readonly accepted: true } | { readonly accepted: false; readonly reason: Text };

/** What came of a training. */
export interface Trained {
  readonly versionId: number;
  readonly verdict: Fate;
  readonly ratingCount: number;
}

/** Whether the parameters are chosen anew, and how many minutes that may take. */
interface WantedTuning {
  readonly tuning: Tuning;
  readonly minutes: number;
  /** Files of sums over all users, to train from; without them they are made. */
  readonly sums?: readonly string[];
}

type Tell = (stage: StageName, percent: number) => void;
type Catalogue = Awaited<ReturnType<FilmsService['described']>>;

/** The parameters are chosen anew when there are this many times the ratings. */
const GROWN = 1.5;

/** Share of a training that reading and the engine take, in per cent; writing takes the rest. */
const READ = 15;
const ENGINE = 75;

/** The data of one training, and what is known of the active model. */
interface Given extends TrainingData {
  readonly catalogue: Catalogue;
  /** What the files of sums have in common, where the model is made of them. */
  readonly summed: SumsHeader | null;
  /** Ratings that were read; those of the model may be more. */
  readonly held: number;
  /** Of the data, as it was before they were read. */
  readonly generation: number;
  readonly active: ModelVersion | null;
}

/**
 * The stages of a training, in this order: read the ratings, measure how the active model has aged, train and measure on a
 * thread, let the gate judge, name and number the groups of films, write the model and activate it if it was let pass.
 *
 * Where no version is active, or only one that was made of no ratings, a first model is written and activated as soon as it is
 * sound: people have lists of their own seconds later. It is measured after that, and the gate holds from the next version on.
 */
@Injectable()
export class TrainingStages {
  constructor(
    private readonly films: FilmsService,
    private readonly ratings: RatingStream,
    private readonly store: ModelStore,
    private readonly queue: TrainingQueue,
    @Inject(CLOCK) private readonly now: Clock,
    /** Ratings that are held at once. */
    @Optional() @Inject(MOST_RATINGS_HELD) private readonly most = MOST_RATINGS,
  ) {}

  async run(claim: Claim, wanted: WantedTuning, tell: Tell): Promise<Trained> {
    tell('reading', 0);
    // Before all else, and from where the ratings come: if the data are replaced from here on, the model is not of them.
    const generation = await this.ratings.generation();
    const summed = wanted.sums ? commonHeader(wanted.sums) : null;
    const catalogue = filmsOf(summed, await this.films.described());
    if (summed && summed.generation !== generation) throw new SumsOutdated();
    const data = await readTrainingData(this.ratings, catalogue, this.most);
    const active = await this.store.activeRecord();
    tell('drift', READ);
    const drift = active && (await this.driftOf(active.id, data));
    const given: Given = { ...data, catalogue, summed, held: data.rows.user.length, generation, active };
    // One that was made of nothing says nothing. One that cannot be read is active all the same: another one answers in its place.
    const isFirst = active ? active.ratingCount === 0 : (await this.store.activeVersion()) === null;
    const kept: { first: ModelVersion | null } = { first: null };
    const { taste, findings } = await this.fit(given, wanted, isFirst, tell, async (model) => {
      // Whoever was taken for dead meanwhile must not come in between those who have trained since.
      kept.first = await this.write(given, model, (transaction) => this.queue.assertUnderWay(transaction, claim));
    });
    tell('writing', READ + ENGINE);
    const { first } = kept;
    const succeed = (transaction: EntityManager, versionId: number): Promise<void> =>
      this.queue.succeed(transaction, claim, { versionId });
    const version =
      first && !taste
        ? await this.store.addQuality(first, present(findings.quality, 'quality'), succeed)
        : await this.write(
            { ...given, active: first ?? active },
            { taste: present(taste, 'model'), findings: { ...findings, drift } },
            async (transaction, id) => {
              if (active && drift)
                await transaction.update(ModelVersion, { id: active.id }, { findings: { ...active.findings, drift } });
              // The training has succeeded exactly when its model is there.
              await succeed(transaction, id);
            },
          );
    await this.store.prune();
    return { versionId: version.id, verdict: fateOf(version), ratingCount: version.ratingCount };
  }

  /** Write a model, activated if the gate lets it pass. alongside: what is written with it. */
  private async write(
    given: Given,
    { taste, findings }: MeasuredModel,
    alongside: (transaction: EntityManager, versionId: number) => Promise<void>,
  ): Promise<ModelVersion> {
    const { filmIds, catalogue, generation, active } = given;
    const ofAll = given.sampledOf === null && given.summed === null;
    const ratingCount = ofAll ? given.held : taste.ratingCount.reduce((sum, count) => sum + count, 0);
    const verdict = judge(
      candidateOf(findings.quality, ratingCount),
      active && candidateOf(active.findings.quality, active.ratingCount),
    );
    const groups = await this.namedGroups(taste, filmIds, catalogue, active);
    const model = encodeModel({ taste, filmIds, groups, ratingCount, generation, findings, verdict, now: this.now() });
    return this.store.save(model, alongside);
  }

  /** How the active model has aged; null for one that cannot be read any more. */
  private async driftOf(version: number, data: TrainingData): Promise<ModelDrift | null> {
    try {
      return await measureDrift(decodeModel(await this.store.load(version)), data, this.now());
    } catch (error) {
      if (error instanceof DamagedModel) return null;
      throw error;
    }
  }

  /** Tune where that is due, measure and train. What was found out in an earlier tuning goes on with the model. */
  private async fit(
    { rows, filmIds, catalogue, summed, sampledOf, active }: Given,
    wanted: WantedTuning,
    isFirst: boolean,
    tell: Tell,
    keepFirst: (model: MeasuredModel) => Promise<void>,
  ): Promise<TrainingFindings> {
    const known = active?.findings.tuning ?? null;
    const tunes = !summed && mustTune(wanted.tuning, known, rows.user.length);
    const { taste, findings } = await trainOnThread(
      {
        rows,
        traits: catalogue.map(filmTraits),
        parameters: summed?.parameters ?? (known ? withDefaults(known.parameters) : defaultParameters),
        tuning: tunes ? { milliseconds: wanted.minutes * 60_000 } : null,
        isFirst,
        sampledOf,
        sums: wanted.sums ?? null,
      },
      () => ratingBatches(this.ratings.users(), filmIds),
      (stage, fraction) => tell(stage, Math.round(READ + ENGINE * fraction)),
      keepFirst,
    );
    return { taste, findings: { ...findings, tuning: findings.tuning ?? known } };
  }

  /** Name each group of films after what sets it apart; one that the active model has as well keeps its number. */
  private async namedGroups(
    taste: MeasuredModel['taste'],
    filmIds: Float64Array,
    catalogue: Catalogue,
    active: ModelVersion | null,
  ): Promise<{ id: number; name: Text }[]> {
    const { filmGroup, groupSizes } = taste;
    const names = groupNames(catalogue, filmGroup, typicalities(taste), groupSizes.length);
    const ids = groupIds(
      { filmIds, filmGroup, count: names.length },
      active && (await storedGroups(this.store, active.id)),
      await this.store.lastGroup(),
    );
    return names.map((name, n) => ({ id: ids[n], name }));
  }
}

/** The films that sums are of, or all. Throws UnusableSums when one of them is gone. */
function filmsOf(summed: SumsHeader | null, catalogue: Catalogue): Catalogue {
  if (!summed) return catalogue;
  const ids = new Set(summed.filmIds);
  const films = catalogue.filter(({ id }) => ids.has(id));
  if (films.length < ids.size) throw new SumsOutdated();
  return films;
}

function fateOf(version: ModelVersion): Fate {
  return version.state === 'pronto'
    ? { accepted: true }
    : { accepted: false, reason: present(reasonOf(version), 'the reason of a rejected version') };
}

function mustTune(tuning: Tuning, known: ModelTuning | null, ratingCount: number): boolean {
  if (tuning !== 'auto') return tuning === 'sempre';
  return known === null || ratingCount > GROWN * known.ratingCount;
}
