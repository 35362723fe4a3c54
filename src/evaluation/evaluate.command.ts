import { readFile, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { OnEvaluated } from '../engine/evaluation/evaluate';
import { splitAtRows, splitLatest, splitRandom, type Split } from '../engine/evaluation/splits';
import { defaultParameters } from '../engine/model/parameters';
import { Random } from '../engine/random';
import { RatingTable } from '../engine/ratings/rating-table';
import type { RatingRows } from '../engine/ratings/rating-rows';
import { readFilms } from './read-films';
import { readRatings, type RatingsFile } from './read-ratings';
import { UnusableSource } from '../importing/reading/unusable-source';
import { progressBar } from '../terminal/progress';
import { evaluationData, positionsOf, traitsOf, userPositions } from './evaluation-data';
import type { EvaluationPlan } from './evaluation-plan';
import type { EvaluationResult } from './evaluation-result';
import { jsonReport } from './json-report';
import { markdownReport } from './markdown-report';
import { runEvaluation } from './run-evaluation';
import { terminalReport } from './terminal-report';

interface Given {
  dados: string;
  filmes?: string[];
  corte: 'tempo' | 'aleatorio';
  linhasTeste?: string;
  semente: number;
  sementes: number;
  inicioKmeans?: number[];
  easeGrande?: boolean;
  ajuste: boolean;
  frios: boolean;
  json?: string;
  markdown?: string;
}

/** Share of each user's ratings that is held out. */
const HELD_OUT = 0.2;

/** `centroide avaliar`: how well the model predicts ratings it has not seen, beside other recommenders. */
export function evaluateCommand(): Command {
  return new Command('avaliar')
    .description('Mede a qualidade em avaliações escondidas do treino, ao lado de outros recomendadores')
    .requiredOption('--dados <caminho>', 'pasta, zip ou arquivo com avaliações, e com filmes se houver')
    .option('--filmes <caminhos...>', 'mais pastas, zips ou arquivos com filmes, ou com diretores e elenco')
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
    .option('--sementes <quantas>', 'repete o que depende do acaso com sementes seguidas', parseCount, 1)
    .option(
      '--inicio-kmeans <usuários>',
      'mede também o k-means rígido que parte destes usuários: ids com vírgulas',
      parseIds,
    )
    .option('--ease-grande', 'mede EASE também com mais de 6.000 filmes: mais memória, e minutos')
    .option('--sem-ajuste', 'usa os parâmetros padrão, sem os ajustar nas avaliações de treino')
    .option('--sem-frios', 'não mede filmes e usuários que ninguém conhece')
    .option('--json <arquivo>', 'grava os resultados em JSON')
    .option('--markdown <arquivo>', 'grava os resultados em Markdown, em inglês')
    .action(async (options: Omit<Given, 'ajuste' | 'frios'> & { semAjuste?: boolean; semFrios?: boolean }) => {
      const given = { ...options, ajuste: !options.semAjuste, frios: !options.semFrios };
      try {
        await run(given);
      } catch (error) {
        if (!isForPeople(error)) throw error;
        console.error(error.message);
        process.exitCode = 1;
      }
    });
}

async function run(given: Given): Promise<void> {
  const plan = await planOf(given);
  const result = await withBar((onProgress) => runEvaluation(plan, onProgress));
  console.log(summary(result));
  console.log(terminalReport(result));
  if (given.json !== undefined) await writeFile(given.json, jsonReport(result));
  if (given.markdown !== undefined) await writeFile(given.markdown, markdownReport(result));
}

async function withBar<T>(work: (onProgress: OnEvaluated) => Promise<T>): Promise<T> {
  const bar = progressBar('Avaliação', 'Interrompido.');
  try {
    return await work((name, fraction) => bar.show(name, fraction));
  } finally {
    bar.end();
  }
}

async function planOf(given: Given): Promise<EvaluationPlan> {
  const file = await readRatings(given.dados);
  const data = evaluationData(file);
  // On a random cut the order in time says nothing about what is hidden.
  const rows: RatingRows = given.corte === 'tempo' ? data.rows : { ...data.rows, time: null };
  const all = RatingTable.fromRows(rows);
  return {
    name: file.name,
    all,
    split: await splitOf(rows, all, file, given),
    cut: given.corte,
    seeds: Array.from({ length: given.sementes }, (_, n) => given.semente + n),
    hardKMeansStart: given.inicioKmeans ? userPositions(given.inicioKmeans, data) : null,
    largeEase: given.easeGrande ?? false,
    tune: given.ajuste,
    cold: given.frios,
    traits: traitsOf(data, await readFilms([given.dados, ...(given.filmes ?? [])])),
  };
}

async function splitOf(
  rows: RatingRows,
  all: RatingTable,
  file: RatingsFile,
  { corte, linhasTeste, semente }: Given,
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

function summary({ data }: EvaluationResult): string {
  return (
    `${data.name}: ${data.users} usuários, ${data.films} filmes, ${data.trainRatings} avaliações para treinar e ` +
    `${data.testRatings} escondidas (corte ${data.cut})`
  );
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('é um número inteiro de 0 a 999999999.');
  return Number(text);
}

function parseCount(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('é um número inteiro de 1 a 99.');
  return Number(text);
}

function parseIds(text: string): number[] {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(text))
    throw new InvalidArgumentError('são ids de usuários com vírgulas, por exemplo 560,392,448.');
  return text.split(',').map(Number);
}

/** Errors in what was given, whose message says what. */
function isForPeople(error: unknown): error is Error {
  return error instanceof UnusableSource || error instanceof RangeError;
}
