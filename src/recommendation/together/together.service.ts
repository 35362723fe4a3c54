import { Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { isDisliked } from '../../engine/ratings/preference';
import type { FilmFilter } from '../../films/film-filter';
import { FilmFinder } from '../../films/film-finder';
import { filterHint } from '../../films/filter-hint';
import type { Language } from '../../http/language';
import { rounded } from '../../http/rounded';
import { at, known } from '../../invariants';
import { MAX_RATING, type Profile } from '../../ratings/profile';
import type { FilmIndex } from '../serving/film-index';
import type { FilmScores } from '../serving/film-scores';
import { inOneState, type Made } from '../serving/in-one-state';
import { mainReason } from '../serving/main-reason';
import { openPlaces, without } from '../serving/ranking';
import { reasonsOf } from '../serving/reasons';
import type { Answered } from '../serving/recommendation-list';
import type { ReasonDto } from '../serving/recommendation.dto';
import { ScoringService } from '../serving/scoring.service';
import type { ServingState } from '../serving/serving-state';
import { ServingStates } from '../serving/serving-states';
import { least, means, type Strategy } from './choose-together';
import { chosenByRules } from './chosen-by-rules';
import { asShare, likings } from './likings';
import type { PersonLikingDto, TogetherFilmDto } from './together.dto';

/** Somebody of a group: a user by our number, or a visitor by their place in the request and their ratings. */
export type Person =
  | { readonly userId: number }
  | { readonly visitor: number; readonly ratingsAmong: (films: FilmIndex) => Profile };

/** What a group asks for. */
export interface TogetherRequest {
  readonly people: readonly Person[];
  readonly strategy: Strategy;
  readonly filter: FilmFilter;
  readonly limit: number;
  readonly explain: boolean;
  /** Ids of films that are not wanted. */
  readonly unwanted: readonly number[];
  /** Whether films that somebody rated compete with the others. */
  readonly includeRated: boolean;
  readonly language: Language;
  readonly pace: Pace;
}

export interface TogetherList extends Answered {
  readonly films: TogetherFilmDto[];
}

/** A person, and what is known of their taste. */
interface Member {
  readonly person: Person;
  readonly scores: FilmScores;
  /** How much each film would please them, by place, see `likings`. */
  readonly liking: Float32Array;
}

/** Digits of likings. */
const DIGITS = 4;

/** Answers what several people will like together. */
@Injectable()
export class TogetherService {
  constructor(
    private readonly states: ServingStates,
    private readonly scoring: ScoringService,
    private readonly finder: FilmFinder,
  ) {}

  /** From the ratings as they are now. Throws UserNotFound, InvalidFields. */
  async forGroup(request: TogetherRequest): Promise<TogetherList> {
    const look = () => this.states.ofVisitor(null);
    return inOneState(this.states, await look(), look, ({ state }) => this.list(state, request));
  }

  private async list(state: ServingState, request: TogetherRequest): Promise<Made<TogetherList>> {
    const { strategy, pace } = request;
    const { ids: allowed, unknown, availability } = await this.finder.select(request.filter);
    const members: Member[] = [];
    for (const person of request.people) members.push(await this.member(person, state, pace));
    const excluded = members.reduce(
      (open, { scores }) => without(open, placesFor(scores, request.includeRated)),
      openPlaces(state.index, { allowed, unwanted: request.unwanted }),
    );
    const byPerson = members.map(({ liking }) => liking);
    const { places, effects } = await pace(() => chosenByRules(byPerson, excluded, state, request));
    const ids = places.map((place) => state.index.ids[place]);
    const films = await state.films.of(ids);
    const reasons: (ReasonDto[][] | null)[] = [];
    for (const { scores } of members) reasons.push(await reasonsFor(state, scores, excluded, places, request));
    const nthOf = new Map(ids.map((id, n) => [id, n]));
    const score = strategy === 'minimo' ? least : means;
    return {
      whole: films.length === ids.length,
      value: {
        films: films.map((film) => {
          const n = known(nthOf, film.id, 'film');
          const likingOf = members.map((member, m) =>
            likingDto(member, film.id, places[n], at(reasons, m)?.[n], request.language),
          );
          return {
            ...film,
            posicao: n + 1,
            pontuacao: rounded(score(byPerson.map((liking) => liking.subarray(places[n], places[n] + 1)))[0], DIGITS),
            ...(likingOf.some(({ ja_avaliado }) => ja_avaliado) && { ja_avaliado: true as const }),
            ...(effects[n]?.length > 0 && { regras: effects[n] }),
            por_pessoa: likingOf,
          };
        }),
        origin: members.some(({ scores }) => scores.byTaste) ? 'modelo' : 'populares',
        modelVersion: state.model?.version.id ?? null,
        profileVersion: 0,
        availability,
        hint: filterHint(unknown, request.language),
        next: null,
      },
    };
  }

  private async member(person: Person, state: ServingState, pace: Pace): Promise<Member> {
    const scores = await this.scoresOf(person, state, pace);
    const { index, profile, rated, byTaste, order, shown } = scores;
    // Of popular films the order is a row of places, and the likes say how far apart they are.
    const by = byTaste ? order : shown;
    const liking = await pace(() => likings(by, without(without(index.gone, rated), index.placesOf(profile.gone))));
    return { person, scores, liking };
  }

  private async scoresOf(person: Person, state: ServingState, pace: Pace): Promise<FilmScores> {
    if ('userId' in person) {
      const { versions } = await this.states.ofUser(person.userId, null);
      return this.scoring.forUser(person.userId, { state, versions });
    }
    const profile = person.ratingsAmong(state.index);
    return await pace(() => this.scoring.forProfile(profile, state));
  }
}

/** Places of the films that are not for a group, for one of them: seen, not wanted, or disliked, which is not asked for with the rated ones. */
function placesFor({ index, profile, rated }: FilmScores, includeRated: boolean): number[] {
  const { filmIds, ratings, told, gone } = profile;
  const disliked = [
    ...filmIds.filter((_, n) => isDisliked(at(ratings, n, 'rating'), MAX_RATING)),
    ...told.filter(({ preference }) => preference < 0).map(({ filmId }) => filmId),
  ];
  return [...index.placesOf(gone), ...index.placesOf(disliked), ...(includeRated ? [] : rated)];
}

/** Why the films would please one person, by film; null where there is nothing to say. */
async function reasonsFor(
  { films }: ServingState,
  scores: FilmScores,
  excluded: Uint8Array,
  places: readonly number[],
  { explain, language, pace }: TogetherRequest,
): Promise<ReasonDto[][] | null> {
  if (!explain || !scores.byTaste) return null;
  return reasonsOf({ scores, films, excluded, language, pace }, places);
}

function likingDto(
  { person, scores, liking }: Member,
  filmId: number,
  place: number,
  reasons: ReasonDto[] | undefined,
  language: Language,
): PersonLikingDto {
  const because = reasons && mainReason(reasons, language, !scores.index.isKnown(place));
  return {
    ...('userId' in person ? { usuario_id: person.userId } : { visitante: person.visitor }),
    agrado: rounded(asShare(liking[place]), DIGITS),
    ...(scores.profile.filmIds.includes(filmId) && { ja_avaliado: true as const }),
    ...(because !== undefined && { porque: because }),
    ...(reasons && { motivos: reasons }),
  };
}
