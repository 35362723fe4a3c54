import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** With a database of its own on a PostgreSQL server, dropped afterwards. */
export async function onPostgres(address: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `centroide_bench_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    const url = new URL(address);
    url.pathname = `/${name}`;
    await work(url.href);
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}
