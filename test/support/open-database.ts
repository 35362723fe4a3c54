import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';

/** A process of its own that opens a database (its argument, as JSON), and with it brings the schema up to date. */
async function main(): Promise<void> {
  const database = await Database.open(JSON.parse(process.argv[2]) as DatabaseLocation);
  const rows = await database.query<{ name: string }>('SELECT name FROM migracoes');
  process.stdout.write(rows.map(({ name }) => name).join(' '));
  await database.close();
}

void main();
