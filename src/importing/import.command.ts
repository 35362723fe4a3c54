import { Command, Option } from 'commander';
import { InvalidSettings, processSettings, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { DatabaseUnusable, nameOf } from '../database/database-unusable';
import { parseScaleRange } from '../terminal/parse-scale';
import { personOf, readingOptionsOf, type GivenReading } from './reading-flags';
import { progressBar } from '../terminal/progress';
import { failureOf, failures } from './jobs/import-failures';
import { confirmReplacement } from './confirm-replacement';
import { Copies } from './export/copies';
import { importSources, type ImportOptions, type ImportProgress } from './import';
import { openRejectedFile, type RejectedFile } from './report/rejected-file';
import { losesTooMuch, refusedIn, type ImportReport } from './report/import-report';
import type { Scale } from './reading/scale';
import { UnusableSource } from './reading/unusable-source';
import { openSources, type SourceSet } from './reading/sources';
import { summarise } from './report/summarise';
import { say, sayNumber, terminalLanguage } from '../config/language';

interface Given extends GivenReading {
  escala?: Scale;
  aceitarPerdas?: boolean;
  usuario?: string;
  nome?: string;
  rejeitados?: string;
  simular?: boolean;
  substituir?: boolean;
  manter?: boolean;
  forcar?: boolean;
  sim?: boolean;
}

/** `centroide importar <arquivo|pasta>`: bring films, users and ratings into the database. */
export function importCommand(): Command {
  return new Command('importar')
    .description(
      say(
        'importa filmes, usuários e avaliações de um arquivo (texto ou Parquet), uma pasta, um zip ou um .gz',
        'imports films, users and ratings from a file (text or Parquet), a folder, a zip or a .gz',
      ),
    )
    .argument(
      '<caminho>',
      say(
        'MovieLens (movies.csv, ratings.csv; 1M, 100K) ou CSV/NDJSON de filmes, usuarios, avaliacoes, eventos',
        'MovieLens (movies.csv, ratings.csv; 1M, 100K), or CSV/NDJSON of filmes, usuarios, avaliacoes, eventos',
      ),
    )
    .option(
      '--escala <topo|de..a>',
      say(
        'nota máxima das avaliações, ou a menor e a maior: 10, 1..6 (sem a opção: o que o arquivo mostra)',
        'the highest rating, or the lowest and the highest: 10, 1..6 (without the option: what the file shows)',
      ),
      parseScaleRange,
    )
    .option(
      '--coluna <nossa=deles>',
      say(
        'que coluna é o quê, uma ou mais vezes: avaliacao=Score, usuario_id=1 (pelo número, a partir de 1)',
        'which column is what, once or more: rating=Score, userId=1 (by its number, from 1 on)',
      ),
      collect,
    )
    .option('--sem-cabecalho', say('a primeira linha já é um registro', 'the first line is a record already'))
    .option(
      '--separador <texto>',
      say(
        'o que há entre os valores: ";", "|", tab (sem a opção: o que o cabeçalho mostra)',
        'what is between the values: ";", "|", tab (without the option: what the header shows)',
      ),
    )
    .option(
      '--codificacao <nome>',
      say(
        'utf-8, utf-16 ou windows-1252 (sem a opção: o que o arquivo mostra)',
        'utf-8, utf-16 or windows-1252 (without the option: what the file shows)',
      ),
    )
    .option(
      '--formato-data <ordem>',
      say(
        'DD/MM/AAAA ou MM/DD/AAAA (sem a opção: o que as datas mostram)',
        'DD/MM/YYYY or MM/DD/YYYY (without the option: what the dates show)',
      ),
    )
    .option(
      '--usuario <id>',
      say(
        'de quem é o que vem do Letterboxd, do IMDb, do TMDB ou do Trakt: 7, ou loja:ana (senão, de alguém novo)',
        'whose it is what comes from Letterboxd, IMDb, TMDB or Trakt: 7, or shop:ana (else, of somebody new)',
      ),
    )
    .option('--nome <nome>', say('o nome de quem é novo', 'the name of somebody new'))
    .option(
      '--rejeitados <arquivo>',
      say('grava as linhas rejeitadas, em CSV ou NDJSON', 'writes the rejected rows, as CSV or NDJSON'),
    )
    .option(
      '--aceitar-perdas',
      say(
        'termina com 0 mesmo que mais de 1% das linhas não entrem (senão, com 3)',
        'ends with 0 even if more than 1% of the rows are left out (else, with 3)',
      ),
    )
    .option(
      '--simular',
      say('mostra o que aconteceria, sem gravar nada', 'shows what would happen, and writes nothing'),
    )
    .option(
      '--substituir',
      say(
        'põe o que vem no lugar de todos os filmes, usuários e avaliações; o que havia é copiado',
        'puts what comes in the place of all films, users and ratings; what was there is copied',
      ),
    )
    .option('--sim', say('substitui sem perguntar', 'replaces without asking'))
    .option(
      '--forcar',
      say(
        'substitui mesmo que entre menos de um décimo do que há, ou que não se possa copiá-lo',
        'replaces even if less than a tenth of what is there comes in, or it cannot be copied',
      ),
    )
    .addOption(
      new Option(
        '--manter',
        say('junta com o catálogo de demonstração', 'adds to the catalogue of the demonstration'),
      ).conflicts('substituir'),
    )
    .action(async (path: string, given: Given, command: Command) => {
      if ((given.sim || given.forcar) && !given.substituir)
        command.error(
          say('error: --sim e --forcar só valem com --substituir', 'error: --yes and --force only go with --replace'),
        );
      process.exitCode = await run(path, given);
    });
}

const resumed = (): string =>
  say('rodar o mesmo comando de novo completa a importação.', 'running the same command again completes the import.');
/** It may have been committed in the very moment. */
const whole = (): string =>
  say(
    'uma substituição vale inteira ou não vale. Se não terminou, ficou o que havia.',
    'a replacement counts whole or not at all. If it did not end, what was there is still there.',
  );

/** Exit code of an import that lost rows. */
const LOSSES = 3;

/** An option that may be given several times. */
function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** Import, and tell about it. Resolves to the exit code: 1 when nothing of the file could be used. */
async function run(path: string, given: Given): Promise<number> {
  try {
    const started = performance.now();
    const report = await importPath(path, given);
    console.log(summarise(report, performance.now() - started));
    if (report.rows > 0 && report.rows === refusedIn(report)) return 1;
    return losesTooMuch(report) && !given.aceitarPerdas ? LOSSES : 0;
  } catch (error) {
    console.error(explain(error, given));
    return 1;
  }
}

async function importPath(path: string, given: Given): Promise<ImportReport> {
  const settings = processSettings();
  const sources = await openSources(path);
  try {
    const database = await Database.open(settings.database);
    try {
      if (given.substituir && !given.simular && !given.sim)
        await confirmReplacement(database, nameOf(settings.database));
      return await importInto(database, sources, given, settings);
    } finally {
      await database.close();
    }
  } finally {
    await sources.close();
  }
}

async function importInto(
  database: Database,
  sources: SourceSet,
  given: Given,
  settings: Settings,
): Promise<ImportReport> {
  const copies = new Copies(settings, database);
  const rejected = given.rejeitados === undefined ? null : await openRejected(given.rejeitados);
  const bar = progressBar(
    say('Lendo', 'Reading'),
    `${say('Interrompido', 'Interrupted')}: ${given.substituir ? whole() : resumed()}`,
  );
  const options: ImportOptions = {
    dryRun: given.simular,
    reading: readingOptionsOf(given),
    person: personOf(given),
    scale: given.escala,
    existing: given.substituir ? 'replace' : given.manter ? 'keep' : 'refuse-demo',
    replacing: { force: given.forcar, copy: () => copies.make() },
    signals: settings.signals,
    onProgress: (progress) => bar.show(describe(progress), progress.share),
    onRejected: (rejection) => rejected?.add(rejection),
  };
  try {
    return await importSources(database, sources, options);
  } finally {
    bar.end();
    await rejected?.close();
  }
}

async function openRejected(path: string): Promise<RejectedFile> {
  try {
    return await openRejectedFile(path);
  } catch (error) {
    throw new UnusableSource({
      pt: `${path}: não pode ser gravado: ${messageOf(error)}`,
      en: `${path} cannot be written: ${messageOf(error)}`,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe({ stage, file, rows }: ImportProgress): string {
  return stage === 'scale'
    ? `${file}: ${say('verificando a escala', 'looking at the scale')}`
    : `${file}: ${sayNumber(rows)} ${say('linhas', 'rows')}`;
}

function explain(error: unknown, { substituir, simular }: Given): string {
  if ([UnusableSource, InvalidSettings, DatabaseUnusable].some((type) => error instanceof type))
    return messageOf(error);
  const what = simular
    ? say('Nada foi gravado.', 'Nothing was written.')
    : substituir
      ? `${say('Mas', 'But')} ${whole()}`
      : `${say('O que foi gravado vale', 'What was written counts')}; ${resumed()}`;
  const failure = failureOf(error);
  const why =
    substituir || failure === failures.died ? messageOf(error) : `${failure[terminalLanguage()]} (${messageOf(error)})`;
  const stopped = `${say('A importação parou', 'The import stopped')}: ${why}`;
  return failure === failures.died || substituir ? `${stopped}\n${what}` : stopped;
}
