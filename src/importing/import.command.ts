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
    .description('importa filmes, usuários e avaliações de um arquivo (texto ou Parquet), uma pasta, um zip ou um .gz')
    .argument(
      '<caminho>',
      'MovieLens (movies.csv, ratings.csv; 1M, 100K) ou CSV/NDJSON de filmes, usuarios, avaliacoes, eventos',
    )
    .option(
      '--escala <topo|de..a>',
      'nota máxima das avaliações, ou a menor e a maior: 10, 1..6 (sem a opção: o que o arquivo mostra)',
      parseScaleRange,
    )
    .option(
      '--coluna <nossa=deles>',
      'que coluna é o quê, uma ou mais vezes: avaliacao=Score, usuario_id=1 (pelo número, a partir de 1)',
      collect,
    )
    .option('--sem-cabecalho', 'a primeira linha já é um registro')
    .option('--separador <texto>', 'o que há entre os valores: ";", "|", tab (sem a opção: o que o cabeçalho mostra)')
    .option('--codificacao <nome>', 'utf-8, utf-16 ou windows-1252 (sem a opção: o que o arquivo mostra)')
    .option('--formato-data <ordem>', 'DD/MM/AAAA ou MM/DD/AAAA (sem a opção: o que as datas mostram)')
    .option(
      '--usuario <id>',
      'de quem é o que vem do Letterboxd, do IMDb ou do Trakt: 7, ou loja:ana (senão, de alguém novo)',
    )
    .option('--nome <nome>', 'o nome de quem é novo')
    .option('--rejeitados <arquivo>', 'grava as linhas rejeitadas, em CSV ou NDJSON')
    .option('--aceitar-perdas', 'termina com 0 mesmo que mais de 1 % das linhas não entrem (senão, com 3)')
    .option('--simular', 'mostra o que aconteceria, sem gravar nada')
    .option('--substituir', 'põe o que vem no lugar de todos os filmes, usuários e avaliações; o que havia é copiado')
    .option('--sim', 'substitui sem perguntar')
    .option('--forcar', 'substitui mesmo que entre menos de um décimo do que há, ou que não se possa copiá-lo')
    .addOption(new Option('--manter', 'junta com o catálogo de demonstração').conflicts('substituir'))
    .action(async (path: string, given: Given, command: Command) => {
      if ((given.sim || given.forcar) && !given.substituir)
        command.error('error: --sim e --forcar só valem com --substituir');
      process.exitCode = await run(path, given);
    });
}

const RESUMED = 'rodar o mesmo comando de novo completa a importação.';
/** It may have been committed in the very moment. */
const WHOLE = 'uma substituição vale inteira ou não vale. Se não terminou, ficou o que havia.';

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
  const bar = progressBar('Lendo', `Interrompido: ${given.substituir ? WHOLE : RESUMED}`);
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
  return stage === 'scale' ? `${file}: verificando a escala` : `${file}: ${rows.toLocaleString('pt-BR')} linhas`;
}

function explain(error: unknown, { substituir, simular }: Given): string {
  if ([UnusableSource, InvalidSettings, DatabaseUnusable].some((type) => error instanceof type))
    return messageOf(error);
  const what = simular ? 'Nada foi gravado.' : substituir ? `Mas ${WHOLE}` : `O que foi gravado vale; ${RESUMED}`;
  const failure = failureOf(error);
  const why = substituir || failure === failures.died ? messageOf(error) : `${failure.pt} (${messageOf(error)})`;
  return failure === failures.died || substituir ? `A importação parou: ${why}\n${what}` : `A importação parou: ${why}`;
}
