import { Command, Option } from 'commander';
import { InvalidSettings, processSettings } from '../config/settings';
import { Database } from '../database/database';
import { DatabaseUnusable } from '../database/database-unusable';
import { parseScale } from '../terminal/parse-scale';
import { progressBar } from '../terminal/progress';
import { failureOf, failures } from './jobs/import-failures';
import { importSources, type ImportOptions, type ImportProgress } from './import';
import { openRejectedFile, type RejectedFile } from './report/rejected-file';
import { total, type ImportReport } from './report/import-report';
import { UnusableSource } from './reading/unusable-source';
import { openSources } from './reading/sources';
import { summarise } from './report/summarise';

interface Given {
  escala?: number;
  rejeitados?: string;
  simular?: boolean;
  substituir?: boolean;
  manter?: boolean;
}

/** `centroide importar <arquivo|pasta>`: bring films, users and ratings into the database. */
export function importCommand(): Command {
  return new Command('importar')
    .description('importa filmes, usuários e avaliações de um arquivo, uma pasta ou um zip')
    .argument(
      '<caminho>',
      'MovieLens (movies.csv, ratings.csv; 1M, 100K) ou CSV/NDJSON de filmes, usuarios, avaliacoes',
    )
    .option('--escala <topo>', 'nota máxima das avaliações (sem a opção: 5, 10 ou 100, conforme o arquivo)', parseScale)
    .option('--rejeitados <arquivo>', 'grava as linhas rejeitadas, em CSV ou NDJSON')
    .option('--simular', 'mostra o que aconteceria, sem gravar nada')
    .option('--substituir', 'apaga antes todos os filmes, usuários e avaliações')
    .addOption(new Option('--manter', 'junta com o catálogo de demonstração').conflicts('substituir'))
    .action(async (path: string, given: Given) => {
      process.exitCode = await run(path, given);
    });
}

/** Import, and tell about it. Resolves to the exit code: 1 when nothing of the file could be used. */
async function run(path: string, given: Given): Promise<number> {
  try {
    const started = performance.now();
    const report = await importPath(path, given);
    console.log(summarise(report, performance.now() - started));
    const { rows, rejeitados } = total(report);
    return rows > 0 && rows === rejeitados ? 1 : 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

async function importPath(path: string, given: Given): Promise<ImportReport> {
  const settings = processSettings();
  const sources = await openSources(path);
  const rejected = given.rejeitados === undefined ? null : await openRejected(given.rejeitados);
  const database = await Database.open(settings.database);
  const bar = progressBar('Lendo', 'Interrompido: rodar o mesmo comando de novo completa a importação.');
  const options: ImportOptions = {
    dryRun: given.simular,
    scale: given.escala,
    existing: given.substituir ? 'replace' : given.manter ? 'keep' : 'refuse-demo',
    onProgress: (progress) => bar.show(describe(progress), progress.share),
    onRejected: (rejection) => rejected?.add(rejection),
  };
  try {
    return await importSources(database, sources, options);
  } finally {
    bar.end();
    await database.close();
    await rejected?.close();
    await sources.close();
  }
}

async function openRejected(path: string): Promise<RejectedFile> {
  try {
    return await openRejectedFile(path);
  } catch (error) {
    throw new UnusableSource(`${path}: não pode ser gravado: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe({ stage, file, rows }: ImportProgress): string {
  return stage === 'scale' ? `${file}: verificando a escala` : `${file}: ${rows.toLocaleString('pt-BR')} linhas`;
}

function explain(error: unknown): string {
  if ([UnusableSource, InvalidSettings, DatabaseUnusable].some((type) => error instanceof type))
    return messageOf(error);
  const failure = failureOf(error);
  if (failure !== failures.died) return `A importação parou: ${failure.pt} (${messageOf(error)})`;
  return `A importação parou: ${messageOf(error)}\nO que foi gravado vale; rodar o mesmo comando de novo completa a importação.`;
}
