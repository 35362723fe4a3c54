import { Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { Database } from '../../database/database';
import { oneAtATime } from '../../database/one-at-a-time';
import { ExperimentsService } from '../../experiments/experiments.service';
import { FilmFinder } from '../../films/film-finder';
import type { IdentifiedFilm } from '../../films/film-row';
import type { Language } from '../../http/language';
import { rounded } from '../../http/rounded';
import type { Ref } from '../../identifiers/identifier';
import { known } from '../../invariants';
import type { Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import { PLAIN_LIST } from '../../rules/rule-places';
import { distinctUsers } from '../../users/distinct-users';
import { UsersService } from '../../users/users.service';
import { ActiveModel } from '../model/active-model';
import { askedRanking } from '../serving/asked-ranking';
import { rulesFor } from '../serving/compiled-rules';
import { inOneState, type Made } from '../serving/in-one-state';
import { listChanges, type ListChanges } from '../serving/list-changes';
import { listRequest, type ListRequest } from '../serving/list-request';
import type { Origin } from '../serving/recommendation.dto';
import { ScoringService } from '../serving/scoring.service';
import type { ServingState } from '../serving/serving-state';
import { ServingStates, type VersionStates } from '../serving/serving-states';
import type { ComparisonDto, ComparisonSummaryDto, PersonComparisonDto, VersionListDto } from './comparison.dto';

/** Digits of scores and means. */
const DIGITS = 4;

/** The first films of somebody by one version. */
interface PersonList {
  readonly origin: Origin;
  /** Best first. */
  readonly ids: readonly number[];
  readonly scores: readonly number[];
  /** Those that were still there when they were read, in the same order. */
  readonly films: readonly IdentifiedFilm[];
}

/** Somebody's two lists, and how they differ. */
interface Compared {
  readonly person: PersonComparisonDto;
  readonly changes: ListChanges;
}

/** Says what would change in people's lists if another version of the model answered. */
@Injectable()
export class VersionComparison {
  /** Each reads two versions: however many are asked for at once, no more are in memory. */
  private readonly inTurn = oneAtATime();

  constructor(
    private readonly database: Database,
    private readonly active: ActiveModel,
    private readonly states: ServingStates,
    private readonly experiments: ExperimentsService,
    private readonly finder: FilmFinder,
    private readonly users: UsersService,
    private readonly ratings: RatingsService,
    private readonly scoring: ScoringService,
  ) {}

  /** limit: films of each list. Throws one of the version problems, UserNotFound, InvalidFields. */
  async of(
    from: number,
    to: number,
    people: readonly Ref[],
    limit: number,
    language: Language,
    pace: Pace,
  ): Promise<ComparisonDto> {
    const ids = await distinctUsers(this.database, people);
    const { defaults } = await this.experiments.inForce();
    // What somebody was shown is not the model's doing.
    const imposed = { ...defaults.parametros, rotacao: 0 };
    const request = listRequest({ limite: limit }, imposed, [], language, pace, false);
    // Let in before it waits for its turn, or any number could wait.
    await pace(() => undefined);
    const compared = await this.inTurn(async () => {
      const models = [await this.active.version(from), await this.active.version(to)];
      const look = () => this.states.ofVersions(models, request.model.pesos);
      return inOneState(this.states, await look(), look, (now) => this.compare(now, ids, request));
    });
    return {
      de: from,
      para: to,
      limite: limit,
      resumo: summaryOf(compared.map(({ changes }) => changes)),
      pessoas: compared.map(({ person }) => person),
    };
  }

  private async compare(
    { states: [before, after] }: VersionStates,
    people: readonly number[],
    request: ListRequest,
  ): Promise<Made<Compared[]>> {
    const { ids: allowed } = await this.finder.select(request.filter);
    const compared: Compared[] = [];
    let whole = true;
    for (const id of people) {
      const { nome } = await this.users.get(id);
      const profile = await this.ratings.profileOf(id);
      const then = await this.list(before, profile, allowed, request);
      const now = await this.list(after, profile, allowed, request);
      for (const { ids, films } of [then, now]) whole &&= ids.length === films.length;
      const changes = listChanges(then.ids, now.ids);
      const person = {
        usuario_id: id,
        nome,
        de: listDto(then, now),
        para: listDto(now, then),
        entram: [...changes.coming],
        saem: [...changes.going],
        lugares_trocados: changes.placesChanged,
      };
      compared.push({ person, changes });
    }
    return { value: compared, whole };
  }

  private async list(
    state: ServingState,
    profile: Profile,
    allowed: readonly number[] | null,
    request: ListRequest,
  ): Promise<PersonList> {
    const { limit, pace } = request;
    // With a model nothing in it waits: it is one piece.
    const scores = await pace(() => this.scoring.forProfile(profile, state));
    const rules = rulesFor(state.rules, PLAIN_LIST, request.rules);
    const { ranking } = await askedRanking(scores, request, allowed, rules, null);
    const places = Array.from(await pace(() => ranking.page(0, limit)));
    const ids = places.map((place) => state.index.ids[place]);
    return {
      origin: ranking.origin,
      ids,
      scores: places.map((place) => ranking.shown[place]),
      films: await state.films.of(ids),
    };
  }
}

function listDto({ origin, ids, scores, films }: PersonList, other: PersonList): VersionListDto {
  const nthOf = new Map(ids.map((id, n) => [id, n]));
  const nthInOther = new Map(other.ids.map((id, n) => [id, n]));
  return {
    origem: origin,
    filmes: films.map((film) => {
      const n = known(nthOf, film.id, 'film');
      const there = nthInOther.get(film.id);
      return {
        ...film,
        posicao: n + 1,
        pontuacao: rounded(scores[n], DIGITS),
        posicao_na_outra: there === undefined ? null : there + 1,
      };
    }),
  };
}

function summaryOf(people: readonly ListChanges[]): ComparisonSummaryDto {
  const sum = (of: (changes: ListChanges) => number): number =>
    people.reduce((total, changes) => total + of(changes), 0);
  const mean = (total: number, count: number): number => rounded(total / Math.max(1, count), DIGITS);
  return {
    pessoas: people.length,
    mudam: people.filter(({ placesChanged }) => placesChanged > 0).length,
    filmes_trocados: mean(
      sum(({ coming }) => coming.length),
      people.length,
    ),
    lugares_trocados: mean(
      sum(({ placesChanged }) => placesChanged),
      people.length,
    ),
    lugares_andados: mean(
      sum(({ moved }) => moved),
      sum(({ staying }) => staying),
    ),
  };
}
