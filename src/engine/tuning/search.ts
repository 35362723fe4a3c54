import { mean } from '../evaluation/evaluate';
import type { TrainingParameters } from '../model/parameters';
import {
  alikeTo,
  bestOf,
  type Candidate,
  LEAST_KEPT,
  preferred,
  preferredOfMany,
  rowsOf,
  shareTowards,
  shrunk,
  surely,
  type SortedCandidate,
  TUNING_STAGES,
  type TuningRow,
  type TuningStage,
} from './choice';
import { meanByUser } from './draws';
import { mixtureGrid, mixturesAround, partsAlone, popularityGrid } from './grids';
import { Served, together } from './newcomers';
import { type Mixture, ThinParts } from './thin-parts';
import type { TuneOptions } from './tune-options';
import { judge, type Judgement } from './validation-users';
import type { Workbench } from './workbench';

type Changes = Partial<TrainingParameters>;

/** More dimensions or films in a solve take longer, in every training: they must bring this much. */
const WORTH_ITS_TIME = 1.005;

/** How far around the best mixture so far the next ones are, each time finer. */
const STEPS = [0.1, 0.05];

/** Share of the weights that goes to one part, to hear what a candidate does to it. */
const LOUDER = 0.5;

/** A tuning on its way: what was best so far, and everything that was measured. */
export class Search {
  readonly rows: TuningRow[] = [];
  private ended = false;
  /** The highest quality of what was chosen so far, without popularity. */
  private reached = 0;

  constructor(
    private readonly draws: readonly Workbench[],
    public best: TrainingParameters,
    private readonly inTime: boolean,
    private readonly options: TuneOptions,
  ) {}

  /** Try values of one parameter, from the present one both ways, for as long as it gets better. */
  async climb<K extends keyof TrainingParameters>(
    stage: TuningStage,
    key: K,
    values: readonly TrainingParameters[K][],
  ): Promise<void> {
    const before = this.best[key];
    // A value between those of the grid, from an earlier tuning, stands before the first that is larger.
    const own = values.indexOf(before);
    const larger = values.findIndex((value) => Number(value) > Number(before));
    const at = own >= 0 ? own : larger >= 0 ? larger : values.length;
    const candidates = await this.measured(stage, [{}]);
    const first = candidates.length > 0 ? bestOf(candidates) : undefined;
    const upwards = values.slice(own >= 0 ? at + 1 : at);
    const downwards = values.slice(0, at).reverse();
    for (const way of [upwards, downwards]) {
      let last = first;
      for (const value of way) {
        const tried = await this.measured(stage, [{ [key]: value }]);
        candidates.push(...tried);
        if (!last || tried.length === 0 || mean(bestOf(tried).quality) <= mean(last.quality)) {
          break;
        }
        last = bestOf(tried);
      }
    }
    await this.settle(stage, candidates, key === 'dimensions' ? WORTH_ITS_TIME : 1);
  }

  /** Try these changes. */
  async among(stage: TuningStage, grid: readonly Changes[]): Promise<void> {
    await this.settle(stage, await this.measured(stage, [{}, ...grid]), stage === 'blocks' ? WORTH_ITS_TIME : 1);
  }

  /** Try what the parts weigh, without computing any of them again. */
  async mixture(stage: 'weights' | 'last weights'): Promise<void> {
    if (this.stops(stage)) {
      return;
    }
    const thin: ThinParts[] = [];
    for (const draw of this.draws) {
      thin.push(new ThinParts(draw.users, await draw.parts(this.unpopular())));
    }
    const tried = (mixture: Mixture): SortedCandidate =>
      this.candidate(
        { ...mixture },
        thin.map((parts) => parts.judge(mixture)),
      );
    const { weights, biasWeight } = this.best;
    const before = { ...tried({ weights, biasWeight }), changes: {} };
    const all = mixtureGrid(this.inTime).map(tried);
    for (const step of STEPS) {
      all.push(...mixturesAround({ ...this.best, ...bestOf(all).changes }, step, this.inTime).map(tried));
    }
    const alone = partsAlone(this.inTime).map(tried);
    const best = preferredOfMany(before, [...all, ...alone], this.reached);
    const toward = shrunk(this.best, best.changes, shareTowards(before, best));
    const between = tried({ weights, biasWeight, ...toward });
    // Never below the best part alone.
    const least = mean(bestOf(alone).quality);
    const enough = [before, between].filter(({ quality }) => mean(quality) >= least);
    const chosen = enough.length > 0 ? preferred(enough, this.reached) : bestOf(all);
    this.reached = Math.max(this.reached, mean(chosen.quality));
    this.rows.push(...rowsOf(stage, [...new Set([before, best, ...alone, between, chosen])], chosen));
    this.best = { ...this.best, ...chosen.changes };
  }

  /**
   * Choose popularity by the people of the draws and by newcomers, who are as important: of what cannot be told apart the least
   * of it, since it says the same to everybody.
   */
  async popularity(stage: 'popularity' | 'last popularity', newcomers: () => Workbench | null): Promise<void> {
    if (this.stops(stage)) {
      return;
    }
    const known = await Promise.all(this.draws.map((draw) => Served.of(draw, this.best)));
    const bench = newcomers();
    const unknown = bench && { bench, served: await Served.of(bench, this.best) };
    const groups = (p: TrainingParameters): Float64Array[] => [
      meanByUser(
        this.draws,
        known.map((served) => served.qualityByUser(p)),
      ),
      ...(unknown ? [meanByUser([unknown.bench], [unknown.served.qualityByUser(p)])] : []),
    ];
    const base = groups({ ...this.best, popularityWeight: 0 });
    const tried = (changes: Changes): Candidate & { readonly kept: number } => {
      const values = groups({ ...this.best, ...changes });
      return {
        changes,
        quality: together(values.map((of, g) => ({ base: base[g], values: of }))),
        kept: (mean(base[0]) + surely(values[0], base[0])) / mean(base[0]),
      };
    };
    const candidates = [{}, ...popularityGrid()].map(tried);
    // What popularity must leave people of whom something is known, a standard error of that included.
    const allowed = candidates.filter(({ kept }) => !(kept < LEAST_KEPT));
    const chosen = leastPopular(alikeTo(bestOf(allowed), allowed), this.best);
    this.rows.push(...rowsOf(stage, candidates, chosen));
    this.best = { ...this.best, ...chosen.changes };
  }

  /** What each part is made with is judged without popularity, which would hide it from people with few ratings. */
  private unpopular(changes: Changes = {}): TrainingParameters {
    return { ...this.best, ...changes, popularityWeight: 0 };
  }

  private stops(stage: TuningStage): boolean {
    this.ended ||= this.options.shouldStop?.() ?? false;
    this.options.onProgress?.(stage, TUNING_STAGES.indexOf(stage) / TUNING_STAGES.length);
    return this.ended;
  }

  /** judgements: of each draw. */
  private candidate(changes: Changes, judgements: readonly Judgement[]): SortedCandidate {
    return {
      changes,
      quality: meanByUser(
        this.draws,
        judgements.map(({ quality }) => quality),
      ),
      auc: meanByUser(
        this.draws,
        judgements.map(({ auc }) => auc),
      ),
    };
  }

  /**
   * Those of the candidates that there was time for: each as it is, and with weights of which half goes to one of the parts, if it
   * is better so. A part that weighs little would hardly show how good it could be.
   */
  private async measured(stage: TuningStage, grid: readonly Changes[]): Promise<SortedCandidate[]> {
    const candidates: SortedCandidate[] = [];
    for (const changes of grid) {
      if (this.stops(stage)) {
        break;
      }
      const asItIs = await this.judged(changes);
      const louder: SortedCandidate[] = [];
      for (const { weights } of partsAlone(this.inTime)) {
        louder.push(await this.judged({ ...changes, ...shrunk(this.best, { weights }, LOUDER) }));
      }
      candidates.push(asItIs, ...louder.filter(({ quality }) => mean(quality) > mean(asItIs.quality)));
    }
    return candidates;
  }

  private async judged(changes: Changes): Promise<SortedCandidate> {
    const judgements: Judgement[] = [];
    for (const draw of this.draws) {
      const scores = await draw.scores(this.unpopular(changes));
      judgements.push(judge(draw.users, (_, n) => scores(n)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.candidate(changes, judgements);
  }

  /** Go towards the best of these, as far as its gain is real and worth it. */
  private async settle(stage: TuningStage, candidates: readonly SortedCandidate[], worth: number): Promise<void> {
    const before = candidates.at(0);
    if (!before) {
      return;
    }
    const best = preferred(
      candidates.filter((one) => one === before || mean(one.quality) >= worth * mean(before.quality)),
      this.reached,
    );
    const changes = shrunk(this.best, best.changes, shareTowards(before, best));
    const same = candidates.find((candidate) => JSON.stringify(candidate.changes) === JSON.stringify(changes));
    const between = same ?? (this.stops(stage) ? null : await this.judged(changes));
    const chosen = between ? preferred([before, between], this.reached) : before;
    this.reached = Math.max(this.reached, mean(chosen.quality));
    this.rows.push(...rowsOf(stage, [...candidates, ...(between && !same ? [between] : [])], chosen));
    this.best = { ...this.best, ...chosen.changes };
  }
}

/** Of these the one by which popularity says least, over all numbers of ratings that somebody may have. */
function leastPopular<T extends Candidate>(candidates: readonly T[], parameters: TrainingParameters): T {
  const says = ({ changes }: T): number => {
    const { popularityWeight, popularityEnd } = { ...parameters, ...changes };
    return popularityWeight * popularityEnd;
  };
  return candidates.reduce((one, other) => (says(other) < says(one) ? other : one));
}
