import { readFile } from 'node:fs/promises';
import { usualSignals, type Signals } from '../config/signals';
import type { CandidateCase } from '../engine/evaluation/evaluate-candidates';
import { MOST_FILMS_FOR_EASE } from '../engine/evaluation/ease';
import {
  momentOfLatest,
  splitAtMoment,
  splitAtRows,
  splitLatest,
  splitRandom,
  type Split,
} from '../engine/evaluation/splits';
import { Random } from '../engine/random';
import type { RatingRows } from '../engine/ratings/rating-rows';
import { RatingTable } from '../engine/ratings/rating-table';
import { evaluationData, positionsOf, traitsOf, userPositions } from './evaluation-data';
import type { EvaluationPlan } from './evaluation-plan';
import type { Cut } from './evaluation-result';
import { readCandidates } from './read-candidates';
import { readFilms } from './read-films';
import { readRatings, type RatingsFile } from './read-ratings';
import { say } from '../config/language';

/** What `centroide avaliar` was asked, by the names of its options. */
export interface EvaluationRequest {
  dados: string;
  filmes?: string[];
  corte: Cut;
  desde?: number;
  escala?: number;
  linhasTeste?: string;
  candidatos?: string;
  semente: number;
  sementes: number;
  inicioKmeans?: number[];
  easeGrande?: boolean;
  ajuste: boolean;
  frios: boolean;
  listas?: string;
  /** What events say; the usual, when left out. */
  sinais?: Signals;
}

/** Share of each user's ratings that is held out. */
const HELD_OUT = 0.2;

/**
 * Read what is to be measured. Throws UnusableSource, or RangeError when a row or a user is not there,
 * or nothing would be held out.
 */
export async function planEvaluation(given: EvaluationRequest): Promise<EvaluationPlan> {
  if (given.desde !== undefined && given.corte !== 'data')
    throw new RangeError(
      say(
        '--desde só vale com --corte data, que esconde as avaliações de todos desde uma data',
        '--since only goes with --split date, which hides the ratings of all since a date',
      ),
    );
  if (given.candidatos !== undefined && given.linhasTeste !== undefined)
    throw new RangeError(
      say(
        '--candidatos diz o que se esconde, e --linhas-teste também: só um dos dois',
        '--candidates says what is hidden, and so does --test-rows: only one of the two',
      ),
    );
  const file = await readRatings(given.dados, given.sinais ?? usualSignals, given.escala);
  const data = evaluationData(file);
  // On a random cut the order in time says nothing about what is hidden.
  const rows: RatingRows = given.corte === 'aleatorio' ? { ...data.rows, time: null } : data.rows;
  const all = RatingTable.fromRows(rows);
  const candidates = given.candidatos === undefined ? null : await readCandidates(given.candidatos, data);
  const split = candidates ? hide(all, candidates) : await splitOf(rows, all, file, given);
  if (!candidates && split.test.ratingCount === 0)
    throw new RangeError(
      say(
        `${file.name}: nenhuma avaliação fica escondida (há poucas de cada usuário): não há o que medir`,
        `${file.name}: no rating is hidden (there are few of each user): there is nothing to measure`,
      ),
    );
  const mayMeasureEase = (given.easeGrande ?? false) || all.filmCount <= MOST_FILMS_FOR_EASE;
  return {
    name: file.name,
    all,
    split,
    candidates,
    ids: { users: data.userIds, films: data.filmIds },
    cut: given.corte,
    seeds: Array.from({ length: given.sementes }, (_, n) => given.semente + n),
    hardKMeansStart: given.inicioKmeans ? userPositions(given.inicioKmeans, data) : null,
    easeRefused: mayMeasureEase ? null : { films: all.filmCount, most: MOST_FILMS_FOR_EASE },
    tune: given.ajuste,
    cold: given.frios,
    lists: given.listas !== undefined,
    traits: traitsOf(data, await readFilms([given.dados, ...(given.filmes ?? [])])),
  };
}

async function splitOf(
  rows: RatingRows,
  all: RatingTable,
  file: RatingsFile,
  { corte, desde, linhasTeste, semente }: EvaluationRequest,
): Promise<Split> {
  if (linhasTeste !== undefined) return splitAtRows(rows, positionsOf(await rowNumbers(linhasTeste), file));
  if (corte === 'data') {
    const moment = desde ?? momentOfLatest(all, HELD_OUT);
    if (moment === null || all.time === null)
      throw new RangeError(
        say(
          `${file.name}: o corte por data precisa de avaliações com data, e alguma não tem`,
          `${file.name}: a split by date needs ratings with a date, and one has none`,
        ),
      );
    return splitAtMoment(all, moment);
  }
  return corte === 'tempo' ? splitLatest(all, HELD_OUT) : splitRandom(all, HELD_OUT, new Random(semente));
}

/** The hidden films of these cases are held out, where they are among the ratings. */
function hide(all: RatingTable, cases: readonly CandidateCase[]): Split {
  const hidden = new Set(cases.map(({ user, film }) => user * all.filmCount + film));
  const test = new Uint8Array(all.ratingCount);
  for (let u = 0; u < all.userCount; u++)
    for (let n = all.rowStart[u]; n < all.rowStart[u + 1]; n++)
      test[n] = hidden.has(u * all.filmCount + all.film[n]) ? 1 : 0;
  return { train: all.subset(test.map((is) => 1 - is)), test: all.subset(test) };
}

async function rowNumbers(path: string): Promise<number[]> {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line, n) => {
    if (!/^\s*\d+\s*$/.test(line))
      throw new RangeError(
        say(
          `${path}: linha ${n + 1}: ${JSON.stringify(line)} não é um número de linha`,
          `${path}: line ${n + 1}: ${JSON.stringify(line)} is no number of a row`,
        ),
      );
    return Number(line);
  });
}
