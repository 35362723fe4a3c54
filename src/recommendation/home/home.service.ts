import { Injectable } from '@nestjs/common';
import { filterHint } from '../../films/filter-hint';
import type { ListParameters } from '../../experiments/list-parameters';
import type { FilmFilter } from '../../films/film-filter';
import { FilmFinder } from '../../films/film-finder';
import type { Language } from '../../http/language';
import { known } from '../../invariants';
import type { ModelChoice } from '../model/named-models';
import type { Profile } from '../../ratings/profile';
import type { FilmIndex } from '../serving/film-index';
import type { FilmScores } from '../serving/film-scores';
import type { Made } from '../serving/in-one-state';
import { stateOf } from '../serving/list-identity';
import { rank, type Ranking } from '../serving/ranking';
import { decodePlace, digest, encodePlace, pinnedOf, type ListIdentity } from '../serving/recommendation-cursor';
import type { Answered } from '../serving/recommendation-list';
import { recommendedFilm } from '../serving/recommended-film';
import type { Rotation } from '../serving/rotation';
import { ScoredPeople, type ScoredPerson } from '../serving/scored-people';
import type { ServingState } from '../serving/serving-state';
import type { PersonState } from '../serving/serving-states';
import { candidateRows, type Candidates } from './candidate-rows';
import { USUAL_PER_ROW, type HomeRowDto } from './home.dto';
import { tastesOf } from './person-tastes';
import type { Picking } from './row';
import type { RowKey } from './row-key';
import { byRules, pageOf, rowOf } from './shown-rows';

/** What somebody asks for: a home page, or one row of it. */
export interface HomeRequest {
  readonly filter: FilmFilter;
  /** Rows of the page. */
  readonly rows: number;
  /** Films of a row; null for as many as the page had that a cursor goes on with, or the usual number. */
  readonly perRow: number | null;
  /** Ids of films that are not wanted. */
  readonly unwanted: readonly number[];
  /** The row that is asked for alone; null for the page. */
  readonly key: RowKey | null;
  /** How far films that were shown often step back, 0..1: see rotation.ts. */
  readonly rotation: number;
  /** Ids of rules that hold though they are not active. */
  readonly rules: readonly number[];
  /** By which model. */
  readonly model: ModelChoice;
  /** Where the row ended. */
  readonly cursor: string | undefined;
  readonly language: Language;
  /** Whether to tell what rules did to the films. */
  readonly explain: boolean;
  /** Of the parameters above, those that whoever asks did not give: of experiments, and defaults that came of them. */
  readonly imposed: ListParameters;
  /** Whoever asks may not read the person: nothing that tells of single ratings. */
  readonly forPublic: boolean;
}

export interface HomePage extends Answered {
  /** The rows of the page, or the one that was asked for. */
  readonly rows: readonly HomeRowDto[];
}

/** Arranges what somebody will like into the rows of a home page, all from one score of all films. */
@Injectable()
export class HomeService {
  constructor(
    private readonly people: ScoredPeople,
    private readonly finder: FilmFinder,
  ) {}

  /** For a user, from the ratings as they are now. Throws UserNotFound, InvalidFields, CursorExpired, RowNotFound. */
  forUser(userId: number, request: HomeRequest, now: PersonState, rotation: Rotation | null): Promise<HomePage> {
    return this.people.user(userId, now, request, (from) => this.page(from, request, rotation));
  }

  /** The same for somebody with these ratings, of whom nothing is kept. Throws InvalidFields, CursorExpired, RowNotFound. */
  forVisitor(ratingsAmong: (films: FilmIndex) => Profile, request: HomeRequest): Promise<HomePage> {
    return this.people.visitor(ratingsAmong, request, (from) => this.page(from, request, null));
  }

  private async page(
    { state, scores, who }: ScoredPerson,
    request: HomeRequest,
    rotation: Rotation | null,
  ): Promise<Made<HomePage>> {
    const { unwanted, forPublic, cursor, key, language, imposed } = request;
    const { ids: allowed, unknown, availability } = await this.finder.select(request.filter);
    // What a row holds hangs on how much of those above it the page shows.
    const shownPerRow = (cursor === undefined ? request.perRow : pinnedOf(cursor).at(0)) ?? USUAL_PER_ROW;
    const madeOf = stateOf(state, scores, forPublic, availability, rotation, imposed);
    const identity = (row: RowKey) => identityOf(state, madeOf, request, who, row, shownPerRow, rotation);
    const skip = key === null || cursor === undefined ? 0 : decodePlace(cursor, identity(key));
    const ranking = rank(scores, { allowed, unwanted, includeRated: false, variety: 0, forPublic });
    const picking = { index: state.index, rotation };
    const candidates = await candidatesFor(state, scores, ranking, forPublic, shownPerRow, picking);
    const pickByRules = byRules(state, ranking, shownPerRow, picking, request.rules);
    const shown =
      key === null
        ? pageOf(candidates, request.rows, shownPerRow, pickByRules)
        : [rowOf(candidates, key, shownPerRow, skip, request.perRow ?? shownPerRow, pickByRules)];
    const { ids } = state.index;
    const wanted = shown.flatMap(({ places }) => places.map((place) => ids[place]));
    const films = new Map((await state.films.of(wanted)).map((film) => [film.id, film]));
    const rated = ranking.origin === 'rever';
    const effectsByRow = shown.map(({ effects }) => (request.explain && effects ? effects() : []));
    const content = shown.map(({ row: { key: chave, text }, places, skipped, goesOn }, r): HomeRowDto => ({
      chave,
      titulo: text.title[language],
      motivo: text.reason[language],
      filmes: places.flatMap((place, n) => {
        const film = films.get(ids[place]);
        return film
          ? [
              recommendedFilm(film, skipped + n + 1, ranking.shown[place], {
                forPublic,
                rated,
                effects: effectsByRow[r].at(n),
                shown: rotation?.showings.times.get(film.id),
              }),
            ]
          : [];
      }),
      cursor: goesOn ? encodePlace(skipped + places.length, identity(chave)) : null,
    }));
    return {
      value: {
        rows: content,
        origin: ranking.origin,
        modelVersion: state.model?.version.id ?? null,
        profileVersion: scores.profile.version,
        availability,
        hint: filterHint(unknown, language),
        next: key === null ? null : (content.at(0)?.cursor ?? null),
      },
      whole: films.size === wanted.length,
    };
  }
}

/** The rows that somebody's page may have, in their order. */
async function candidatesFor(
  state: ServingState,
  scores: FilmScores,
  ranking: Ranking,
  forPublic: boolean,
  shownPerRow: number,
  picking: Picking,
): Promise<Candidates> {
  const { model } = scores.index;
  const tastes =
    model && scores.byTaste && ranking.origin === 'modelo' ? tastesOf(model, scores, ranking, forPublic) : null;
  const films = new Map(tastes?.becauseOf.map((place) => [scores.index.ids[place], place]));
  const titled = await state.films.of([...films.keys()]);
  const titles = new Map(titled.map(({ id, titulo }) => [known(films, id, 'film'), titulo]));
  return candidateRows({ state, scores, ranking, tastes, titles, forPublic, picking }, shownPerRow);
}

/** By what a cursor knows its row again. */
function identityOf(
  { trend }: ServingState,
  madeOf: string,
  { filter, unwanted, imposed, forPublic }: HomeRequest,
  who: string,
  key: RowKey,
  shownPerRow: number,
  rotation: Rotation | null,
): ListIdentity {
  const filters = Object.entries(filter).filter(([name]) => !(name in imposed));
  const asked: unknown[] = ['vitrine', who, key, shownPerRow, filters.sort(), unwanted, forPublic];
  if (rotation && !('rotacao' in imposed)) asked.push(rotation.strength);
  return {
    request: digest(JSON.stringify(asked)),
    state: madeOf,
    trend,
    pinned: [shownPerRow, ...(rotation?.showings.pinned ?? [])],
  };
}
