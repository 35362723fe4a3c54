import { open, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { processSettings } from '../config/settings';
import type { OnEvaluated } from '../engine/evaluation/evaluate';
import { defaultParameters } from '../engine/model/parameters';
import { UnusableSource } from '../importing/reading/unusable-source';
import { parseScale } from '../terminal/parse-scale';
import { progressBar } from '../terminal/progress';
import { CUTS } from './evaluation-result';
import { jsonReport } from './json-report';
import { markdownReport } from './markdown-report';
import { listsReport } from './personal-lists';
import { planEvaluation, type EvaluationRequest } from './plan-evaluation';
import { runEvaluation } from './run-evaluation';
import { terminalPreface, terminalReport } from './terminal-report';

interface Given extends EvaluationRequest {
  json?: string;
  markdown?: string;
}

/** `centroide avaliar`: how well the model predicts ratings it has not seen, beside other recommenders. */
export function evaluateCommand(): Command {
  return new Command('avaliar')
    .description('Mede a qualidade em avaliações escondidas do treino, ao lado de outros recomendadores')
    .requiredOption('--dados <caminho>', 'pasta, zip ou arquivo com avaliações ou eventos, e com filmes se houver')
    .option('--filmes <caminhos...>', 'mais pastas, zips ou arquivos com filmes, ou com diretores e elenco')
    .addOption(
      new Option(
        '--corte <corte>',
        'o que se esconde: as últimas avaliações de cada usuário, as de todos desde uma data, ou avaliações ao acaso',
      )
        .choices(CUTS)
        .default('tempo'),
    )
    .option('--escala <topo>', 'nota máxima das avaliações (sem a opção: 5, 10 ou 100, conforme o arquivo)', parseScale)
    .option('--desde <data>', 'com --corte data: desde quando (sem a opção: o último quinto das avaliações)', parseDate)
    .option(
      '--linhas-teste <arquivo>',
      'números das linhas escondidas (0 é a primeira depois do cabeçalho), uma por linha',
    )
    .option(
      '--candidatos <arquivo>',
      'por linha um usuário, um filme dele que se esconde e os outros entre os quais se procura: HR@10 e NDCG@10',
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
    .option('--listas <arquivo>', 'grava em CSV os cem primeiros filmes de cada usuário medido')
    .option('--markdown <arquivo>', 'grava os resultados em Markdown, em inglês')
    .action(async (options: Omit<Given, 'ajuste' | 'frios'> & { semAjuste?: boolean; semFrios?: boolean }) => {
      const given = {
        ...options,
        ajuste: !options.semAjuste,
        frios: !options.semFrios,
        sinais: processSettings().signals,
      };
      try {
        await run(given);
      } catch (error) {
        if (!isForPeople(error)) throw error;
        console.error(error.message);
        process.exitCode = 1;
      }
    });
}

/** Everything that can be wrong with what was given is found before the first training. */
async function run(given: Given): Promise<void> {
  for (const path of [given.json, given.markdown, given.listas]) if (path !== undefined) await checkWritable(path);
  const plan = await planEvaluation(given);
  console.log(terminalPreface(plan));
  const result = await withBar((onProgress) => runEvaluation(plan, onProgress));
  console.log(terminalReport(result));
  if (given.json !== undefined) await writeFile(given.json, jsonReport(result));
  if (given.listas !== undefined) await writeFile(given.listas, listsReport(result.lists ?? [], plan.ids));
  if (given.markdown !== undefined) await writeFile(given.markdown, markdownReport(result));
}

async function checkWritable(path: string): Promise<void> {
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnusableSource({
      pt: `${path}: não pode ser gravado: ${reason}`,
      en: `${path} cannot be written: ${reason}`,
    });
  }
}

async function withBar<T>(work: (onProgress: OnEvaluated) => Promise<T>): Promise<T> {
  const bar = progressBar('Avaliação', 'Interrompido.');
  try {
    return await work((name, fraction) => bar.show(name, fraction));
  } finally {
    bar.end();
  }
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('é um número inteiro de 0 a 999999999.');
  return Number(text);
}

function parseDate(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('é uma data, por exemplo 2018-06-01.');
  return at;
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
