import { explainFilms, type Explanation, ranksWithout } from '../../engine/scoring/explain';
import type { Pace } from '../../access/heavy-work';
import type { UserHistory } from '../../engine/ratings/rating-table';
import { readOpinions } from '../../engine/ratings/history';
import { scoreParts } from '../../engine/scoring/score-parts';
import type { Language } from '../../http/language';
import { at, known } from '../../invariants';
import type { ServedModel } from '../model/served-model';
import type { FilmRows } from './film-rows';
import { historyOf, type FilmScores } from './film-scores';
import { biasReason, choiceText, popularityReason, tasteReason, trendReason } from './reason-texts';
import type { ReasonDto } from './recommendation.dto';

/** Ratings shown as reasons for one film, and against it. */
const SHOWN = 3;

/** A reason below this share of the score explains nothing to a person. */
const WORTH_TELLING = 0.02;

/** Films explained at a time: a few milliseconds where somebody has rated a thousand. */
const AT_ONCE = 5;

/** Whom to explain to, and what was recommended from. */
export interface Asked {
  readonly scores: FilmScores;
  readonly films: FilmRows;
  /** By place: not 0 for films that are not recommended. */
  readonly excluded: Uint8Array;
  readonly language: Language;
  readonly pace: Pace;
}

/**
 * Why the film at each of these places is recommended, and what speaks against it: exact shares of its score, and where it
 * would stand without a rating. The reasons of a film that the model has not seen are the taste and that it is rising.
 */
export async function reasonsOf(asked: Asked, places: readonly number[]): Promise<ReasonDto[][]> {
  const { index } = asked.scores;
  const told = await ofKnown(
    asked,
    places.filter((place) => index.isKnown(place)),
  );
  let next = 0;
  return places.map((place) =>
    index.isKnown(place)
      ? at(told, next++, 'film with reasons')
      : reasonsOfNewcomer(asked, place, 1000, asked.scores.profile.told.length > 0),
  );
}

/** Of a film that came after the model. steps: in how many a share is told; choices: see `tasteReason`. */
export function reasonsOfNewcomer(
  { scores, language }: Asked,
  place: number,
  steps: number,
  choices = false,
): ReasonDto[] {
  const { trend } = scores.circumstances;
  const rising = trend && scores.index.model ? scores.index.model.taste.parameters.trendWeight * trend[place] : 0;
  const share = Math.round((steps * rising) / scores.order[place]) / steps;
  if (!(share >= WORTH_TELLING && Number.isFinite(share))) return [tasteReason(1, language, choices)];
  const taste = tasteReason(Math.round(steps * (1 - share)) / steps, language, choices);
  return [trendReason(share, language), ...(taste.parte === 0 ? [] : [taste])].sort(forBeforeAgainst);
}

async function ofKnown(asked: Asked, columns: readonly number[]): Promise<ReasonDto[][]> {
  const { index } = asked.scores;
  const { model } = index;
  if (!model || columns.length === 0) return [];
  const history = historyOf(asked.scores);
  const explained = await explainInPieces(asked, model, history, columns);
  const { opinions } = readOpinions(model.taste, history);
  const strongest = explained.map((one) => strongestRatings(one, opinions));
  const ids = [...new Set(strongest.flat())].map((n) => model.filmIds[history.film[n]]);
  const titles = new Map((await asked.films.of(ids)).map(({ id, titulo }) => [id, titulo]));
  const rankWithout = new Map<string, number>();
  for (const [n, films] of filmsByRating(explained, strongest)) {
    const ranks = await asked.pace(() =>
      ranksWithout(model.taste, history, n, films, asked.excluded, index.newColumns, asked.scores.circumstances),
    );
    films.forEach((film, m) => rankWithout.set(`${n} ${film}`, ranks[m]));
  }
  return explained.map((one, place) => {
    if (one.score <= 0) return [];
    const share = (part: number) => Math.round((1000 * part) / one.score) / 1000;
    const ratings = strongest[place].flatMap((n): ReasonDto[] => {
      const id = model.filmIds[history.film[n]];
      const title = titles.get(id);
      // Deleted a moment ago.
      if (title === undefined) return [];
      const parte = share(one.ratings[n]);
      const event = at(history.told, n, 'entry of the history');
      const rating = history.rating[n];
      return [
        {
          tipo: parte < 0 ? 'contra' : event ? 'evento' : 'avaliacao',
          texto: choiceText({ title, share: parte, told: event, rating }, asked.language),
          parte,
          filme_id: id,
          titulo: title,
          ...(event ? { evento: event.kind } : { avaliacao: rating }),
          posicao_sem_ela: known(rankWithout, `${n} ${one.film}`, 'rank without a rating'),
        },
      ];
    });
    const told = [
      ...ratings,
      popularityReason(share(one.popularity), asked.language, one.popular),
      trendReason(share(one.trend), asked.language),
      biasReason(share(one.bias), asked.language),
    ].filter(({ parte }) => Math.abs(parte) >= WORTH_TELLING);
    // All the rest, so that what is told adds up.
    const rest = told.reduce((left, { parte }) => left - 1000 * parte, 1000);
    const taste = tasteReason(Math.round(rest) / 1000, asked.language, asked.scores.profile.told.length > 0);
    return [...told, ...(taste.parte === 0 ? [] : [taste])].sort(forBeforeAgainst);
  });
}

/** The films that each rating is a reason of, by its place in the history: one score of all films tells of all of them. */
function filmsByRating(explained: readonly Explanation[], strongest: readonly number[][]): Map<number, number[]> {
  const films = new Map<number, number[]>();
  explained.forEach(({ film, score }, place) => {
    // Shares of a score that is not positive mean nothing.
    if (score <= 0) return;
    for (const n of strongest[place]) films.set(n, [...(films.get(n) ?? []), film]);
  });
  return films;
}

/** What the scores of these columns are made of. history: of the person whom the films are explained to. */
export async function explainInPieces(
  { scores, pace }: Asked,
  { taste }: ServedModel,
  history: UserHistory,
  columns: readonly number[],
): Promise<Explanation[]> {
  const parts = await pace(() => scoreParts(taste, history, scores.circumstances));
  const explained: Explanation[] = [];
  for (let from = 0; from < columns.length; from += AT_ONCE) {
    const some = columns.slice(from, from + AT_ONCE);
    explained.push(...(await pace(() => explainFilms(taste, history, some, parts))));
  }
  return explained;
}

/** What speaks for a film comes before what speaks against it, of either the strongest first. */
export function forBeforeAgainst(a: ReasonDto, b: ReasonDto): number {
  return Math.sign(b.parte) - Math.sign(a.parte) || Math.abs(b.parte) - Math.abs(a.parte);
}

/**
 * Places in the history of the ratings that say most for a film, and of the dislikes that say most against it, the strongest
 * of each first. What a dislike says for a film, or a like against it, is for no single reason: it is told with the taste.
 */
function strongestRatings({ ratings, score }: Explanation, opinions: Float64Array): number[] {
  const strongest = (places: number[]): number[] =>
    places
      .filter((n) => Math.abs(ratings[n]) >= WORTH_TELLING * score)
      .sort((a, b) => Math.abs(ratings[b]) - Math.abs(ratings[a]) || a - b)
      .slice(0, SHOWN);
  const places = [...ratings.keys()];
  return [
    ...strongest(places.filter((n) => ratings[n] > 0 && opinions[n] > 0)),
    ...strongest(places.filter((n) => ratings[n] < 0 && opinions[n] < 0)),
  ];
}
