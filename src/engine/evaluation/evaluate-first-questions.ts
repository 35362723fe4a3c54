import { known } from '../../invariants';
import type { TasteModel } from '../model/model';
import type { TrainingParameters } from '../model/parameters';
import type { Random } from '../random';
import { bestFilms } from '../scoring/best-films';
import { type RatingTable, someRatings, type UserHistory } from '../ratings/rating-table';
import { scoreFilms } from '../scoring/score';
import { fitTasteModel } from '../training/fit-taste-model';
import { filmMask, likedFilms } from './evaluate';
import { LIST_LENGTH, listQuality } from './list-quality';

/** A way to choose the films that a newcomer is asked about. */
export interface QuestionChooser {
  readonly name: string;
  choose(model: TasteModel): ArrayLike<number>;
}

export interface QuestionsRow {
  readonly name: string;
  /** NDCG@10 of each user, NaN for one who does not count: users of the table. */
  readonly ndcgAt10: Float64Array;
  /** Questions that each user could answer, of those that count. */
  readonly answers: Uint8Array;
}

/** Answers that are waited for before a newcomer is recommended films. */
export const ANSWERS = 3;

const FOLDS = 5;

/**
 * What newcomers are recommended after three answers. Each user is once among the fifth that is kept out of the training;
 * what they rated of the films that a chooser asks about, the first three of them in the order asked, is all that is known
 * of them. To be found are the films they liked, without those that any chooser asks about: those are never ranked, so that
 * the rows differ in nothing but the answers. Who could answer fewer questions is recommended from fewer.
 */
export async function evaluateFirstQuestions(
  table: RatingTable,
  choosers: readonly QuestionChooser[],
  parameters: TrainingParameters,
  random: Random,
): Promise<QuestionsRow[]> {
  const rows = choosers.map(({ name }) => ({
    name,
    ndcgAt10: new Float64Array(table.userCount).fill(NaN),
    answers: new Uint8Array(table.userCount),
  }));
  const order = random.shuffle(Uint32Array.from({ length: table.userCount }, (_, u) => u));
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = order.filter((_, n) => n % FOLDS === fold);
    const model = await fitTasteModel(table.withoutUsers(kept), parameters);
    const questions = choosers.map((chooser) => Array.from(chooser.choose(model)));
    const excluded = filmMask(table.filmCount, questions.flat());
    for (const user of kept) {
      const history = table.history(user);
      const liked = new Set([...likedFilms(history)].filter((film) => !excluded[film]));
      if (liked.size > 0) {
        questions.forEach((films, n) => {
          const answers = answersTo(films, history);
          const list = bestFilms(scoreFilms(model, answers), LIST_LENGTH, { excluded });
          rows[n].ndcgAt10[user] = listQuality(list, liked).ndcg;
          rows[n].answers[user] = answers.film.length;
        });
      }
    }
  }
  return rows;
}

/** Answers come all at one moment. */
function answersTo(questions: readonly number[], history: UserHistory): UserHistory {
  const placeOf = new Map(Array.from(history.film, (f, n) => [f, n]));
  const answered = questions.filter((f) => placeOf.has(f)).slice(0, ANSWERS);
  const places = answered.map((f) => known(placeOf, f, 'film'));
  return { ...someRatings(history, places), time: null };
}

/** The films that most people liked: what one would ask about without thinking. */
export function mostLikedQuestions({ likedCount }: TasteModel, count: number): Uint32Array {
  return bestFilms(likedCount, count);
}
