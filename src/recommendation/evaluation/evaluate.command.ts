import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { evaluate, meanRow, type QualityRow } from '../../engine/evaluation/evaluate';
import { hardKMeans } from '../../engine/evaluation/hard-kmeans';
import { itemKnn } from '../../engine/evaluation/item-knn';
import { popularBaseline } from '../../engine/evaluation/popular-baseline';
import { splitAtRows, splitLatest, splitRandom, type Split } from '../../engine/evaluation/splits';
import { tasteGroups } from '../../engine/evaluation/taste-groups';
import { defaultParameters } from '../../engine/parameters';
import { Random } from '../../engine/random';
import type { Recommender } from '../../engine/evaluation/recommender';
import { RatingTable } from '../../engine/ratings';
import { readRatings, type RatingsFile } from '../../importing/read-ratings';
import { UnusableSource } from '../../importing/rows';
import { showProgress } from '../../terminal/progress';
import { positionsOf, ratingRows, userPositions } from './evaluation-data';

interface Given {
  dados: string;
  corte: 'tempo' | 'aleatorio';
  linhasTeste?: string;
  semente: number;
  inicioKmeans?: number[];
}

/** Share of each user's ratings that is held out. */
const HELD_OUT = 0.2;

/** Starts of hard k-means: one alone says little (see hard-kmeans.ts). */
const HARD_KMEANS_STARTS = 10;

/** `centroide avaliar`: how well the model predicts ratings it has not seen, beside simpler recommenders. */
export function evaluateCommand(): Command {
  return new Command('avaliar')
    .description('Mede a qualidade em avaliações escondidas do treino, ao lado de recomendadores mais simples')
    .requiredOption('--dados <caminho>', 'pasta, zip ou arquivo com avaliações')
    .addOption(
      new Option('--corte <corte>', 'o que se esconde de cada usuário: as últimas avaliações ou avaliações ao acaso')
        .choices(['tempo', 'aleatorio'])
        .default('tempo'),
    )
    .option(
      '--linhas-teste <arquivo>',
      'números das linhas escondidas (0 é a primeira depois do cabeçalho), uma por linha',
    )
    .option('--semente <número>', 'semente do sorteio e do treino', parseSeed, defaultParameters.seed)
    .option(
      '--inicio-kmeans <usuários>',
      'mede também o k-means rígido que parte destes usuários: ids com vírgulas',
      parseIds,
    )
    .action(async (given: Given) => {
      try {
        console.log(await measure(given));
      } catch (error) {
        if (!(error instanceof UnusableSource || error instanceof RangeError)) throw error;
        console.error(error.message);
        process.exitCode = 1;
      }
    });
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('é um número inteiro de 0 a 999999999.');
  return Number(text);
}

function parseIds(text: string): number[] {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(text))
    throw new InvalidArgumentError('são ids de usuários com vírgulas, por exemplo 560,392,448.');
  return text.split(',').map(Number);
}

async function measure(given: Given): Promise<string> {
  const file = await readRatings(given.dados);
  const split = await splitOf(file, given);
  // On a random split the order in time says nothing about what is held out.
  const halfLife = given.corte === 'tempo' ? defaultParameters.halfLife : null;
  const starts = Array.from({ length: HARD_KMEANS_STARTS }, (_, n) => hardKMeans({ seed: given.semente + n }));
  const recommenders: Recommender[] = [
    popularBaseline,
    itemKnn,
    ...starts,
    ...(given.inicioKmeans ? [recordedStart(userPositions(given.inicioKmeans, file))] : []),
    tasteGroups({ ...defaultParameters, seed: given.semente, halfLife }),
  ];
  const shown = showProgress('Avaliação');
  const measured = await evaluate(split, recommenders, (name, fraction) => shown.update(name, fraction));
  const ofStarts = measured.splice(recommenders.indexOf(starts[0]), starts.length);
  const rows = measured.toSpliced(2, 0, meanRow(`hard k-means, k = 5, mean of ${starts.length} starts`, ofStarts));
  const { train, test } = split;
  shown.done(
    `${file.name}: ${train.userCount} usuários, ${train.filmCount} filmes, ` +
      `${train.ratingCount} avaliações para treinar e ${test.ratingCount} escondidas (corte ${given.corte})`,
  );
  return table(rows);
}

function recordedStart(users: number[]): Recommender {
  return { ...hardKMeans({ users }), name: `hard k-means, k = ${users.length}, recorded start` };
}

async function splitOf(file: RatingsFile, { corte, linhasTeste, semente }: Given): Promise<Split> {
  const rows = ratingRows(file);
  if (linhasTeste !== undefined) return splitAtRows(rows, positionsOf(await rowNumbers(linhasTeste), file));
  const all = RatingTable.fromRows(rows);
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

function table(rows: readonly QualityRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.ndcgAt10.toFixed(4),
    row.recallAt10.toFixed(4),
    row.hitRateAt10.toFixed(4),
    row.coverage.toFixed(3),
    String(row.users),
  ]);
  const all = [['', 'NDCG@10', 'Recall@10', 'HR@10', 'cobertura', 'usuários'], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) => line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  '))
    .join('\n');
}
