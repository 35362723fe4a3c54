import { Injectable } from '@nestjs/common';
import { explainFilms, type Explanation } from '../../engine/explain';
import { rankOf } from '../../engine/rank';
import type { UserHistory } from '../../engine/ratings';
import { scoreFilms } from '../../engine/score';
import { LIKED_RATING } from '../../ratings/profile';
import { FilmsService } from '../../films/films.service';
import type { Language } from '../../http/text';
import type { ServedModel } from '../model/served-model';
import type { ReasonDto } from './recommendation.dto';

/** Ratings shown as reasons of one film. */
const SHOWN = 3;

/** A reason below this share of the score explains nothing to a person. */
const WORTH_TELLING = 0.02;

/** Whom to explain to, and what was recommended from. */
export interface Asked {
  readonly model: ServedModel;
  readonly history: UserHistory;
  /** 1 for each column that is not recommended. */
  readonly excluded: Uint8Array;
  readonly language: Language;
}

/** Says why films are recommended: exact shares of their scores, and where they would stand without a rating. */
@Injectable()
export class ExplanationService {
  constructor(private readonly films: FilmsService) {}

  /** The reasons of each of these columns. */
  async reasons(asked: Asked, columns: readonly number[]): Promise<ReasonDto[][]> {
    const { model, history } = asked;
    const explained = explainFilms(model.taste, history, columns);
    const strongest = explained.map(strongestRatings);
    const ids = [...new Set(strongest.flat())].map((n) => model.filmIds[history.film[n]]);
    const titles = new Map((await this.films.byIds(ids)).map(({ id, titulo }) => [id, titulo]));
    const rankWithout = counterfactual(asked);
    return explained.map((one, place) => {
      // Shares of a score that is not positive mean nothing.
      if (one.score <= 0) return [];
      const share = (part: number) => Math.round((1000 * part) / one.score) / 1000;
      const ratings = strongest[place]
        .filter((n) => titles.has(model.filmIds[history.film[n]]))
        .map((n) => {
          const id = model.filmIds[history.film[n]];
          const reason = { title: titles.get(id) ?? '', rating: history.rating[n], share: share(one.ratings[n]) };
          return {
            tipo: 'avaliacao' as const,
            texto: ratingText(reason, asked.language),
            parte: reason.share,
            filme_id: id,
            titulo: reason.title,
            avaliacao: reason.rating,
            posicao_sem_ela: rankWithout(n, one.film),
          };
        });
      return [...ratings, tasteReason(share(one.tastes), asked.language)]
        .filter(({ parte }) => parte >= WORTH_TELLING)
        .sort((a, b) => b.parte - a.parte);
    });
  }
}

/** Places in the history of the ratings that say most for a film, the strongest first. */
function strongestRatings({ ratings, score }: Explanation): number[] {
  return [...ratings.keys()]
    .filter((n) => ratings[n] >= WORTH_TELLING * score)
    .sort((a, b) => ratings[b] - ratings[a] || a - b)
    .slice(0, SHOWN);
}

/** Place of a film without the n-th rating. All films are scored once for each n, however many films are asked for. */
function counterfactual({ model, history, excluded }: Asked): (n: number, column: number) => number {
  const scores = new Map<number, Float32Array>();
  return (n, column) => {
    let without = scores.get(n);
    if (!without) {
      const others = (values: ArrayLike<number>): number[] => Array.from(values).toSpliced(n, 1);
      without = scoreFilms(model.taste, {
        film: others(history.film),
        rating: others(history.rating),
        top: history.top,
      });
      scores.set(n, without);
    }
    return rankOf(without, column, excluded);
  };
}

function ratingText(
  { title, rating, share }: { title: string; rating: number; share: number },
  language: Language,
): string {
  // A film that was not liked speaks for another one by having been chosen.
  if (rating < LIKED_RATING)
    return language === 'pt'
      ? `Porque você viu ${title}: ${percent(share)} %`
      : `Because you saw ${title}: ${percent(share)} %`;
  return language === 'pt'
    ? `Porque você deu ${rating.toLocaleString('pt-BR')} a ${title}: ${percent(share)} %`
    : `Because you rated ${title} ${rating}: ${percent(share)} %`;
}

/** The reason that all ratings are together. share: its part of the score. */
export function tasteReason(share: number, language: Language): ReasonDto {
  return { tipo: 'gosto', texto: tasteText(share, language), parte: share };
}

function tasteText(share: number, language: Language): string {
  return language === 'pt'
    ? `Pelo gosto que suas avaliações mostram juntas: ${percent(share)} %`
    : `For the taste that your ratings show together: ${percent(share)} %`;
}

function percent(share: number): number {
  return Math.round(100 * share);
}
