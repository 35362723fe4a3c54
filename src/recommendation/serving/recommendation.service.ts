import { Injectable } from '@nestjs/common';
import type { ListParameters } from '../../experiments/list-parameters';
import { FilmFinder } from '../../films/film-finder';
import { filterHint } from '../../films/filter-hint';
import { known } from '../../invariants';
import { PLAIN_LIST } from '../../rules/rule-places';
import type { Profile } from '../../ratings/profile';
import { askedRanking } from './asked-ranking';
import type { FilmIndex } from './film-index';
import type { FilmScores } from './film-scores';
import type { Made } from './in-one-state';
import { rulesFor, type RuleSet } from './compiled-rules';
import { stateOf } from './list-identity';
import type { ListRequest } from './list-request';
import { mainReason, popularSentence } from './main-reason';
import type { Ranking } from './ranking';
import { publicReasonsOf } from './public-reasons';
import { reasonsOf } from './reasons';
import { decodePlace, digest, encodePlace, type ListIdentity } from './recommendation-cursor';
import type { RecommendationList } from './recommendation-list';
import type { Rotation } from './rotation';
import { recommendedFilm } from './recommended-film';
import type { ReasonDto } from './recommendation.dto';
import { ScoredPeople, type ScoredPerson } from './scored-people';
import type { ServingState } from './serving-state';
import type { PersonState } from './serving-states';

/** Answers what somebody will like. Never trains. */
@Injectable()
export class RecommendationService {
  constructor(
    private readonly people: ScoredPeople,
    private readonly finder: FilmFinder,
  ) {}

  /** A page for a user, from the ratings as they are now. Throws UserNotFound, InvalidFields, CursorExpired. */
  forUser(
    userId: number,
    request: ListRequest,
    now: PersonState,
    rotation: Rotation | null,
  ): Promise<RecommendationList> {
    return this.people.user(userId, now, request, (from) => this.page(from, request, rotation));
  }

  /** The same for somebody with these ratings, of whom nothing is kept. Throws InvalidFields, CursorExpired. */
  forVisitor(ratingsAmong: (films: FilmIndex) => Profile, request: ListRequest): Promise<RecommendationList> {
    return this.people.visitor(ratingsAmong, request, (from) => this.page(from, request, null));
  }

  private async page(
    { state, scores: base, who }: ScoredPerson,
    request: ListRequest,
    rotation: Rotation | null,
  ): Promise<Made<RecommendationList>> {
    const { index, profile } = base;
    const { ids: allowed, unknown, availability } = await this.finder.select(request.filter);
    const rules = rulesFor(state.rules, PLAIN_LIST, request.rules);
    const identity = identityOf(state, base, request, who, availability, rotation, rules);
    const skip = request.cursor === undefined ? 0 : decodePlace(request.cursor, identity);
    const { includeRated, variety, limit, forPublic } = request;
    const { scores, ranking, ruled } = await askedRanking(base, request, allowed, rules, rotation);
    const page = () => ranking.page(skip, limit + 1);
    const places = ruled || variety > 0 ? await request.pace(page) : page();
    const shown = Array.from(places.subarray(0, limit));
    const ids = shown.map((place) => index.ids[place]);
    const films = await state.films.of(ids);
    const reasons = await reasonsFor(state, scores, ranking, shown, request);
    const effects = ruled && request.explain ? await request.pace(() => ruled.effects(skip, shown.length)) : [];
    const rated = new Set(includeRated || ranking.origin === 'rever' ? profile.filmIds : []);
    const nthOf = new Map(ids.map((id, n) => [id, n]));
    const list: RecommendationList = {
      films: films.map((film) => {
        const n = known(nthOf, film.id, 'film');
        return recommendedFilm(film, skip + n + 1, ranking.shown[shown[n]], {
          forPublic,
          rated: rated.has(film.id),
          reasons: reasons?.[n],
          because: request.explain
            ? because(ranking, reasons?.[n], ranking.shown[shown[n]], request, !index.isKnown(shown[n]))
            : undefined,
          effects: effects.at(n),
          shown: rotation?.showings.times.get(film.id),
        });
      }),
      origin: ranking.origin,
      modelVersion: state.model?.version.id ?? null,
      profileVersion: profile.version,
      availability,
      hint: filterHint(unknown, request.language),
      next: places.length > limit ? encodePlace(skip + limit, identity) : null,
    };
    return { value: list, whole: films.length === ids.length };
  }
}

async function reasonsFor(
  { films }: ServingState,
  scores: FilmScores,
  { origin, excluded }: Ranking,
  places: readonly number[],
  { explain, language, pace, forPublic }: ListRequest,
): Promise<ReasonDto[][] | undefined> {
  if (!explain || origin !== 'modelo') return undefined;
  const asked = { scores, films, excluded, language, pace };
  return forPublic ? publicReasonsOf(asked, places) : reasonsOf(asked, places);
}

/** The main reason of a film, where there is one. */
function because(
  { origin }: Ranking,
  reasons: readonly ReasonDto[] | undefined,
  score: number,
  { language }: ListRequest,
  isNew: boolean,
): string | undefined {
  if (reasons) return mainReason(reasons, language, isNew);
  // The score of a popular film is how many like it.
  return origin === 'populares' && score > 0 ? popularSentence(language) : undefined;
}

/** By what a cursor knows its list again. Language, explanations and, but for some rules, the length of a page do not change a list. */
function identityOf(
  state: ServingState,
  scores: FilmScores,
  { filter, limit, variety, popularity, unwanted, includeRated, imposed, forPublic }: ListRequest,
  who: string,
  availability: number | null,
  rotation: Rotation | null,
  rules: RuleSet | null,
): ListIdentity {
  // What nobody asked for is of the state of things: it may change between two pages.
  const own = (name: keyof ListParameters, value: number): number => (name in imposed ? 0 : value);
  const filters = Object.entries(filter).filter(([name]) => !(name in imposed));
  const asked: unknown[] = [
    ...[who, filters.sort(), own('diversidade', variety), own('popularidade', popularity)],
    ...[unwanted, includeRated, forPublic],
  ];
  if (rotation && !('rotacao' in imposed)) asked.push(rotation.strength);
  const madeOf = stateOf(state, scores, forPublic, availability, rotation, imposed);
  return {
    request: digest(JSON.stringify(asked)),
    // What a page may have of a kind depends on where it ends.
    state: rules && rules.caps.length > 0 ? digest(`${madeOf} ${limit}`) : madeOf,
    trend: state.trend,
    ...(rotation && { pinned: rotation.showings.pinned }),
  };
}
