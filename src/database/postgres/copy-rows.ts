import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';

/**
 * COPY rows into a temporary table with the columns `names` as the table `like` has them; it goes when the transaction
 * of `runner` ends. Resolves to its name.
 */
export async function copyRows(
  runner: QueryRunner,
  like: string,
  names: readonly string[],
  rows: readonly (readonly (number | null)[])[],
): Promise<string> {
  const table = `${like}_novas`;
  // A transaction of many batches takes the same table for all: each new one would be one more lock until its end.
  await runner.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS ${table} ON COMMIT DROP AS
     SELECT ${names.join(', ')} FROM ${like} WITH NO DATA`,
  );
  await runner.query(`TRUNCATE pg_temp.${table}`);
  const client = (await runner.connect()) as PoolClient;
  // Of rows of numbers, the JSON is CSV but for the brackets, and made in half the time.
  const csv = JSON.stringify(rows).slice(2, -2).replaceAll('],[', '\n');
  await pipeline([csv], client.query(from(`COPY ${table} FROM STDIN (FORMAT csv, NULL 'null')`)));
  return table;
}
