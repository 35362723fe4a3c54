import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from '../../bench/import-zip';
import type { Database } from '../../src/database/database';
import { importSources, type ImportOptions } from '../../src/importing/import';
import type { ImportReport } from '../../src/importing/report/import-report';
import { openSources } from '../../src/importing/reading/sources';

const folders: string[] = [];

/** Files by name. */
export type Contents = Record<string, string | Buffer>;

/** Remove what the functions below made; to be called after all tests of a file. */
export async function removeFiles(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

export async function folderWith(contents: Contents): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'centroide-import-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  return folder;
}

/** A file of its own: the folder around it holds nothing else. */
export async function fileWith(name: string, content: string | Buffer): Promise<string> {
  return join(await folderWith({ [name]: content }), name);
}

export async function zipWith(contents: Record<string, string>): Promise<string> {
  const path = join(await folderWith({}), 'arquivo.zip');
  await writeZip(
    path,
    Object.entries(contents).map(([name, content]) => ({ name, pieces: [content] })),
  );
  return path;
}

export async function importPath(database: Database, path: string, options?: ImportOptions): Promise<ImportReport> {
  const sources = await openSources(path);
  try {
    return await importSources(database, sources, options);
  } finally {
    await sources.close();
  }
}

/** Import a folder with these files. */
export async function importFiles(
  database: Database,
  contents: Contents,
  options?: ImportOptions,
): Promise<ImportReport> {
  return importPath(database, await folderWith(contents), options);
}

/** Line and reason of each rejected row. */
export function reasons(report: ImportReport): string[] {
  return report.rejected.map(({ arquivo, linha, motivo }) => `${arquivo}:${linha} ${motivo}`);
}

export const lines = (...rows: string[]): string => rows.map((row) => `${row}\n`).join('');

/** Everything that an import may change. */
export async function contentOf(database: Database) {
  return {
    filmes: await database.query('SELECT * FROM filmes ORDER BY id'),
    usuarios: await database.query('SELECT * FROM usuarios ORDER BY id'),
    avaliacoes: await database.query('SELECT * FROM avaliacoes ORDER BY usuario_id, filme_id'),
  };
}

export const films = (database: Database) =>
  database.query('SELECT id, titulo, genero, diretor, atores, ano FROM filmes ORDER BY id');

export const users = (database: Database) => database.query('SELECT id, nome, email FROM usuarios ORDER BY id');

export const ratings = (database: Database) =>
  database.query('SELECT usuario_id, filme_id, avaliacao, avaliado_em FROM avaliacoes ORDER BY usuario_id, filme_id');
