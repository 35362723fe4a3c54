/**
 * What newcomers are recommended after three answers, when they are asked about the nine films of `/recomendacoes/inicio`
 * and when about the nine most liked ones: NDCG@10 on MovieLens latest-small, with the 95 % interval of the difference.
 *
 *     npm run build && node dist/bench/first-questions.js [ratings.csv]
 */
import { resolve } from 'node:path';
import { difference, type Estimate, estimate, resample } from '../src/engine/evaluation/bootstrap';
import { ANSWERS, evaluateFirstQuestions, mostLikedQuestions } from '../src/engine/evaluation/evaluate-first-questions';
import { firstQuestions } from '../src/engine/scoring/first-questions';
import { defaultParameters } from '../src/engine/model/parameters';
import { popularFilms } from '../src/engine/scoring/popular-films';
import { Random } from '../src/engine/random';
import { RatingTable } from '../src/engine/ratings/rating-table';
import { machine } from './machine';
import { readRatingsFile } from './ratings-file';

const QUESTIONS = 9;

async function main(): Promise<void> {
  const file =
    process.argv[2] ?? resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small', 'ratings.csv');
  const table = RatingTable.fromRows(readRatingsFile(file));
  const rows = await evaluateFirstQuestions(
    table,
    [
      { name: 'most liked', choose: (model) => mostLikedQuestions(model, QUESTIONS) },
      { name: 'popular, spread over groups', choose: (model) => popularFilms(model, QUESTIONS) },
      { name: 'first questions', choose: (model) => firstQuestions(model, QUESTIONS) },
    ],
    defaultParameters,
    new Random(1),
  );
  const users = [...rows[0].ndcgAt10.keys()].filter((u) => !Number.isNaN(rows[0].ndcgAt10[u]));
  const columns = rows.map(({ ndcgAt10 }) => Float64Array.from(users, (u) => ndcgAt10[u]));
  const resampled = resample(columns, new Random(1));
  console.log(machine());
  console.log(
    `${users.length} users, each recommended from the first ${ANSWERS} of ${QUESTIONS} questions they can answer`,
  );
  rows.forEach(({ name, answers }, n) => {
    const mean = users.reduce((sum, u) => sum + answers[u], 0) / users.length;
    console.log(
      `${name.padEnd(28)} NDCG@10 ${shown(estimate(resampled, n))}, less ${rows[0].name} ${shown(difference(resampled, n, 0))}, ` +
        `${mean.toFixed(2)} answers a user`,
    );
  });
}

function shown({ value, low, high }: Estimate): string {
  return `${value.toFixed(4)} (${low.toFixed(4)} .. ${high.toFixed(4)})`;
}

void main();
