import { readFile } from 'node:fs/promises';
import { MOST_FILMS_FOR_EASE } from '../engine/evaluation/ease';
import { splitAtRows, splitLatest, splitRandom, type Split } from '../engine/evaluation/splits';
import { Random } from '../engine/random';
import type { RatingRows } from '../engine/ratings/rating-rows';
import { RatingTable } from '../engine/ratings/rating-table';
import { evaluationData, positionsOf, traitsOf, userPositions } from './evaluation-data';
import type { EvaluationPlan } from './evaluation-plan';
import { readFilms } from './read-films';
import { readRatings, type RatingsFile } from './read-ratings';

/** What `centroide avaliar` was asked, by the names of its options. */
export interface EvaluationRequest {
  dados: string;
  filmes?: string[];
  corte: 'tempo' | 'aleatorio';
  escala?: number;
  linhasTeste?: string;
  semente: number;
  sementes: number;
  inicioKmeans?: number[];
  easeGrande?: boolean;
  ajuste: boolean;
  frios: boolean;
}

/** Share of each user's ratings that is held out. */
const HELD_OUT = 0.2;

/**
 * Read what is to be measured. Throws UnusableSource, or RangeError when a row or a user is not there,
 * or nothing would be held out.
 */
export async function planEvaluation(given: EvaluationRequest): Promise<EvaluationPlan> {
  const file = await readRatings(given.dados, given.escala);
  const data = evaluationData(file);
  // On a random cut the order in time says nothing about what is hidden.
  const rows: RatingRows = given.corte === 'tempo' ? data.rows : { ...data.rows, time: null };
  const all = RatingTable.fromRows(rows);
  const split = await splitOf(rows, all, file, given);
  if (split.test.ratingCount === 0)
    throw new RangeError(
      `${file.name}: nenhuma avaliação fica escondida (há poucas de cada usuário): não há o que medir`,
    );
  const mayMeasureEase = (given.easeGrande ?? false) || all.filmCount <= MOST_FILMS_FOR_EASE;
  return {
    name: file.name,
    all,
    split,
    cut: given.corte,
    seeds: Array.from({ length: given.sementes }, (_, n) => given.semente + n),
    hardKMeansStart: given.inicioKmeans ? userPositions(given.inicioKmeans, data) : null,
    easeRefused: mayMeasureEase ? null : { films: all.filmCount, most: MOST_FILMS_FOR_EASE },
    tune: given.ajuste,
    cold: given.frios,
    traits: traitsOf(data, await readFilms([given.dados, ...(given.filmes ?? [])])),
  };
}

async function splitOf(
  rows: RatingRows,
  all: RatingTable,
  file: RatingsFile,
  { corte, linhasTeste, semente }: EvaluationRequest,
): Promise<Split> {
  if (linhasTeste !== undefined) return splitAtRows(rows, positionsOf(await rowNumbers(linhasTeste), file));
  return corte === 'tempo' ? splitLatest(all, HELD_OUT) : splitRandom(all, HELD_OUT, new Random(semente));
}

async function rowNumbers(path: string): Promise<number[]> {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line, n) => {
    if (!/^\s*\d+\s*$/.test(line))
      throw new RangeError(`${path}: linha ${n + 1}: ${JSON.stringify(line)} não é um número de linha`);
    return Number(line);
  });
}
