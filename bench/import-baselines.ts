import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { Database as Sqlite, type Statement } from 'sqlite3';
import { ratingLines } from './import-data';

export interface Baseline {
  readonly name: string;
  readonly rowsPerSecond: number;
}

/** The plain ways of doing parts of the work, on the same ratings. */
export async function measureBaselines(folder: string, count: number): Promise<Baseline[]> {
  const path = join(folder, 'ratings.csv');
  await writeFile(path, ratingLines(count));
  return [
    await timed('csv-parse alone, nothing stored', count, () => readAll(path)),
    await timed('csv-parse, one prepared INSERT per row', count, () => insertAll(path, join(folder, 'baseline.db'))),
  ];
}

async function timed(name: string, count: number, work: () => Promise<unknown>): Promise<Baseline> {
  const started = performance.now();
  await work();
  return { name, rowsPerSecond: count / ((performance.now() - started) / 1000) };
}

function rowsOf(path: string): AsyncIterable<string[]> {
  return createReadStream(path).pipe(parse({ from_line: 2 }));
}

async function readAll(path: string): Promise<number> {
  let sum = 0;
  for await (const [, , rating] of rowsOf(path)) sum += Number(rating);
  return sum;
}

/** One transaction with the indexes of the real table, but no foreign keys, checks or questions about what is there. */
async function insertAll(path: string, file: string): Promise<void> {
  const database = await new Promise<Sqlite>((done, fail) => {
    const opened = new Sqlite(file, (error) => (error ? fail(error) : done(opened)));
  });
  const exec = (sql: string): Promise<void> =>
    new Promise((done, fail) => database.exec(sql, (error) => (error ? fail(error) : done())));
  await exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE avaliacoes (usuario_id INTEGER, filme_id INTEGER, avaliacao REAL, avaliado_em INTEGER,
      PRIMARY KEY (usuario_id, filme_id)) WITHOUT ROWID;
    CREATE INDEX por_filme ON avaliacoes (filme_id);
    CREATE INDEX por_data ON avaliacoes (avaliado_em);
    BEGIN`);
  const insert = database.prepare('INSERT INTO avaliacoes VALUES (?, ?, ?, ?)');
  for await (const row of rowsOf(path)) await run(insert, row.map(Number));
  await new Promise<void>((done) => insert.finalize(() => done()));
  await exec('COMMIT');
  await new Promise<void>((done) => database.close(() => done()));
}

function run(statement: Statement, values: number[]): Promise<void> {
  return new Promise((done, fail) => statement.run(values, (error: Error | null) => (error ? fail(error) : done())));
}
