import { Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { Database } from '../../database/database';
import { FilmFinder } from '../../films/film-finder';
import type { Language } from '../../http/language';
import { InvalidFields } from '../../http/problem';
import { rounded } from '../../http/rounded';
import type { Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import type { Rule } from '../../rules/rule';
import { RuleNotFound } from '../../rules/rule-problems';
import { PLAIN_LIST } from '../../rules/rule-places';
import { ruleOf } from '../../rules/rules-in-force';
import { RulesService } from '../../rules/rules.service';
import { UserNotFound } from '../../users/user-not-found';
import { NoModelYet } from '../model/model-problems';
import { compileRules, rulesFor, ruleSet, type RuleSet } from '../serving/compiled-rules';
import { listChanges } from '../serving/list-changes';
import { rank, type Choice } from '../serving/ranking';
import { ruledRanking } from '../serving/ruled-ranking';
import { ScoringService } from '../serving/scoring.service';
import type { ServingState } from '../serving/serving-state';
import { ServingStates } from '../serving/serving-states';
import { HeldOut } from './held-out';
import { MOST_PEOPLE, USUAL_PEOPLE, type SimulationBody, type SimulationDto } from './simulation.dto';
import { triedRules } from './tried-rules';

/** How many films of a list are looked at. */
const LENGTH = 10;

/** The most scores of a film for a person that one question takes: some seconds of a processor. */
const MOST_SCORES = 10_000_000;

const plain: Choice = { allowed: null, unwanted: [], includeRated: false, variety: 0, forPublic: false };

/** Tries rules on a sample of people, before they hold. */
@Injectable()
export class RuleSimulation {
  constructor(
    private readonly database: Database,
    private readonly states: ServingStates,
    private readonly scoring: ScoringService,
    private readonly ratings: RatingsService,
    private readonly rules: RulesService,
    private readonly finder: FilmFinder,
  ) {}

  /** Throws InvalidFields, RuleNotFound, NoModelYet. */
  async of(
    { regras = [], ids = [], no_lugar_de: replaced = [], pessoas = USUAL_PEOPLE }: SimulationBody,
    language: Language,
    pace: Pace,
  ): Promise<SimulationDto> {
    if (regras.length + ids.length === 0) throw nothingToTry();
    await this.stored(replaced);
    const tried = [...(await this.stored(ids)), ...(await triedRules(regras, this.rules))];
    const { state } = await this.states.ofVisitor(null);
    if (!state.model) throw new NoModelYet();
    const lists = new Lists(state, this.before(state, ids), await this.after(state, [...ids, ...replaced], tried));
    const heldOut = new HeldOut();
    let people = 0;
    let changed = 0;
    let exchanged = 0;
    let moved = 0;
    let staying = 0;
    for (const user of await this.sample(sampleSize(pessoas, state))) {
      const profile = await this.profileOf(user);
      if (!profile) continue;
      people++;
      const [before, after] = await this.lists(lists, profile, pace);
      const changes = listChanges(before, after);
      if (changes.placesChanged > 0) changed++;
      exchanged += changes.coming.length;
      moved += changes.moved;
      staying += changes.staying;
      const cut = heldOut.cut(profile);
      if (cut) heldOut.add(cut.liked, ...(await this.lists(lists, cut.rest, pace)));
    }
    return {
      pessoas: people,
      mudam: changed,
      parte: rounded(changed / Math.max(1, people), 4),
      filmes_trocados: rounded(exchanged / Math.max(1, people), 4),
      lugares_andados: rounded(moved / Math.max(1, staying), 4),
      notas_tiradas: await pace(() => heldOut.result(language)),
    };
  }

  private async lists(lists: Lists, profile: Profile, pace: Pace): Promise<[before: number[], after: number[]]> {
    const { state } = lists;
    // With a model nothing in it waits: it is one piece.
    const scores = await pace(() => this.scoring.forProfile(profile, state));
    return pace(() => [lists.of(scores, lists.before), lists.of(scores, lists.after)]);
  }

  private async stored(ids: readonly number[]): Promise<Rule[]> {
    const rows = await Promise.all([...new Set(ids)].map((id) => this.rules.get(id)));
    return rows.flatMap((row) => {
      const rule = ruleOf(row);
      if (rule.length === 0) throw new RuleNotFound(row.id);
      return rule;
    });
  }

  /** The rules in force in the list, without those that are asked about. */
  private before({ rules }: ServingState, ids: readonly number[]): RuleSet | null {
    return rulesFor({ ...rules, all: rules.all.filter(({ id }) => !ids.includes(id)) }, PLAIN_LIST, []);
  }

  private async after(state: ServingState, ids: readonly number[], tried: readonly Rule[]): Promise<RuleSet> {
    const own = state.rules.all.filter(
      ({ id, active, where }) => active && !ids.includes(id) && where.includes(PLAIN_LIST),
    );
    const { all } = await compileRules({ id: '', rules: tried }, state.index, this.finder);
    return ruleSet([...own, ...all]);
  }

  /** Deleted a moment ago: null. */
  private async profileOf(user: number): Promise<Profile | null> {
    try {
      return await this.ratings.profileOf(user);
    } catch (error) {
      if (error instanceof UserNotFound) return null;
      throw error;
    }
  }

  /** People, spread over all of them, and the same ones each time while nobody comes or goes. */
  private async sample(size: number): Promise<number[]> {
    const rows = await this.database.queryStale<{ id: number }>(
      `SELECT id FROM usuarios ORDER BY (id % 1000003) * 7919 % 1000003, id LIMIT ${size}`,
    );
    return rows.map(({ id }) => id);
  }
}

/** The first films of people by two sets of rules. */
class Lists {
  constructor(
    readonly state: ServingState,
    readonly before: RuleSet | null,
    readonly after: RuleSet,
  ) {}

  /** Ids. */
  of(scores: Awaited<ReturnType<ScoringService['forProfile']>>, rules: RuleSet | null): number[] {
    const ranking = rules ? ruledRanking(scores, plain, rules, LENGTH) : rank(scores, plain);
    return Array.from(ranking.page(0, LENGTH), (place) => this.state.index.ids[place]);
  }
}

function sampleSize(asked: number, { index }: ServingState): number {
  // Scored twice: with all ratings, and without those held out.
  const most = Math.max(1, Math.floor(MOST_SCORES / (2 * Math.max(1, index.ids.length))));
  return Math.min(asked, MOST_PEOPLE, most);
}

function nothingToTry(): InvalidFields {
  const message = {
    pt: 'falta; pede ao menos uma regra, aqui ou em `ids`',
    en: 'is missing; takes at least one rule, here or in `ids`',
  };
  return new InvalidFields([{ field: 'regras', message }]);
}
