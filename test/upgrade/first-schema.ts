import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../src/config/settings';
import { dataSourceOptions } from '../../src/database/data-source';
import { projectRoot } from '../support/project-root';

/** Bring a database into the state in which the first released schema left it. */
export async function loadFirstSchema(location: DatabaseLocation): Promise<void> {
  const sql = readFileSync(join(projectRoot(), `test/upgrade/first.${location.dialect}.sql`), 'utf8');
  if (location.dialect === 'postgres') {
    const client = new Client({ connectionString: location.url });
    await client.connect();
    await client.query(sql);
    await client.end();
    return;
  }
  const source = await new DataSource(dataSourceOptions(location, [])).initialize();
  for (const statement of sql.split(/;\n/).filter((text) => text.trim())) await source.query(statement);
  await source.destroy();
}
