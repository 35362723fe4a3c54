import { open, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { processSettings } from '../config/settings';
import type { OnEvaluated } from '../engine/evaluation/evaluate';
import { defaultParameters } from '../engine/model/parameters';
import { UnusableSource } from '../importing/reading/unusable-source';
import { parseScale } from '../terminal/parse-scale';
import { progressBar } from '../terminal/progress';
import { cutNames, CUTS, type Cut } from './evaluation-result';
import { jsonReport } from './json-report';
import { markdownReport } from './markdown-report';
import { listsReport } from './personal-lists';
import { planEvaluation, type EvaluationRequest } from './plan-evaluation';
import { runEvaluation } from './run-evaluation';
import { terminalPreface, terminalReport } from './terminal-report';
import { say, sayText } from '../config/language';

interface Given extends EvaluationRequest {
  json?: string;
  markdown?: string;
}

/** `centroide avaliar`: how well the model predicts ratings it has not seen, beside other recommenders. */
export function evaluateCommand(): Command {
  return new Command('avaliar')
    .description(
      say(
        'mede a qualidade em avaliações escondidas do treino, ao lado de outros recomendadores',
        'measures quality on ratings hidden from the training, beside other recommenders',
      ),
    )
    .requiredOption(
      '--dados <caminho>',
      say(
        'pasta, zip ou arquivo com avaliações ou eventos, e com filmes se houver',
        'a folder, zip or file with ratings or events, and with films if there are any',
      ),
    )
    .option(
      '--filmes <caminhos...>',
      say(
        'mais pastas, zips ou arquivos com filmes, ou com diretores e elenco',
        'more folders, zips or files with films, or with directors and cast',
      ),
    )
    .addOption(
      new Option(
        '--corte <corte>',
        say(
          'o que se esconde: as últimas avaliações de cada usuário, as de todos desde uma data, ou avaliações ao acaso',
          'what is hidden: the latest ratings of each user (time), those of all since a date (date), or any (random)',
        ),
      )
        .choices(CUTS.map((cut) => sayText(cutNames[cut])))
        .argParser(parseCut)
        .default('tempo', JSON.stringify(sayText(cutNames.tempo))),
    )
    .option(
      '--escala <topo>',
      say(
        'nota máxima das avaliações (sem a opção: 5, 10 ou 100, conforme o arquivo)',
        'the highest rating (without the option: 5, 10 or 100, as the file has it)',
      ),
      parseScale,
    )
    .option(
      '--desde <data>',
      say(
        'com --corte data: desde quando (sem a opção: o último quinto das avaliações)',
        'with --split date: since when (without the option: the last fifth of the ratings)',
      ),
      parseDate,
    )
    .option(
      '--linhas-teste <arquivo>',
      say(
        'números das linhas escondidas (0 é a primeira depois do cabeçalho), uma por linha',
        'numbers of the hidden rows (0 is the first after the header), one a line',
      ),
    )
    .option(
      '--candidatos <arquivo>',
      say(
        'por linha um usuário, um filme dele que se esconde e os outros entre os quais se procura: HR@10 e NDCG@10',
        'a line each: a user, a film of theirs that is hidden, and the others among which it is looked for: HR@10 and NDCG@10',
      ),
    )
    .option(
      '--semente <número>',
      say('semente do sorteio e do treino', 'the seed of the draw and of the training'),
      parseSeed,
      defaultParameters.seed,
    )
    .option(
      '--sementes <quantas>',
      say(
        'repete o que depende do acaso com sementes seguidas',
        'repeats what depends on chance, with one seed after the other',
      ),
      parseCount,
      1,
    )
    .option(
      '--inicio-kmeans <usuários>',
      say(
        'mede também o k-means rígido que parte destes usuários: ids com vírgulas',
        'also measures hard k-means that begins at these users: ids with commas between them',
      ),
      parseIds,
    )
    .option(
      '--ease-grande',
      say(
        'mede EASE também com mais de 6.000 filmes: mais memória, e minutos',
        'measures EASE with more than 6,000 films as well: more memory, and minutes',
      ),
    )
    .option(
      '--sem-ajuste',
      say(
        'usa os parâmetros padrão, sem os ajustar nas avaliações de treino',
        'uses the default parameters, without tuning them on the ratings of the training',
      ),
    )
    .option(
      '--sem-frios',
      say('não mede filmes e usuários que ninguém conhece', 'does not measure films and users that nobody knows'),
    )
    .option('--json <arquivo>', say('grava os resultados em JSON', 'writes the results as JSON'))
    .option(
      '--listas <arquivo>',
      say(
        'grava em CSV os cem primeiros filmes de cada usuário medido',
        'writes the first hundred films of each measured user as CSV',
      ),
    )
    .option(
      '--markdown <arquivo>',
      say('grava os resultados em Markdown, em inglês', 'writes the results as Markdown, in English'),
    )
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
  const bar = progressBar(say('Avaliação', 'Evaluation'), say('Interrompido.', 'Interrupted.'));
  try {
    return await work((name, fraction) => bar.show(name, fraction));
  } finally {
    bar.end();
  }
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError(
      say('é um número inteiro de 0 a 999999999.', 'it is a whole number from 0 to 999999999.'),
    );
  return Number(text);
}

/** By its name in either language, as options are. */
function parseCut(text: string): Cut {
  const cut = CUTS.find((one) => text === cutNames[one].pt || text === cutNames[one].en);
  if (cut) return cut;
  const names = CUTS.map((one) => sayText(cutNames[one])).join(', ');
  throw new InvalidArgumentError(say(`é um destes: ${names}.`, `it is one of these: ${names}.`));
}

function parseDate(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at))
    throw new InvalidArgumentError(say('é uma data, por exemplo 2018-06-01.', 'it is a date, for example 2018-06-01.'));
  return at;
}

function parseCount(text: string): number {
  if (!/^[1-9]\d?$/.test(text))
    throw new InvalidArgumentError(say('é um número inteiro de 1 a 99.', 'it is a whole number from 1 to 99.'));
  return Number(text);
}

function parseIds(text: string): number[] {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(text))
    throw new InvalidArgumentError(
      say(
        'são ids de usuários com vírgulas, por exemplo 560,392,448.',
        'they are ids of users with commas between them, for example 560,392,448.',
      ),
    );
  return text.split(',').map(Number);
}

/** Errors in what was given, whose message says what. */
function isForPeople(error: unknown): error is Error {
  return error instanceof UnusableSource || error instanceof RangeError;
}
