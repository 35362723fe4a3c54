import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { SeedFilm } from '../../seed/film';

/** The films of seed/filmes.csv; the tests run from the root of the project. */
export function readCatalogue(): SeedFilm[] {
  const rows: Record<keyof SeedFilm, string>[] = parse(readFileSync(join(process.cwd(), 'seed/filmes.csv')), {
    columns: true,
  });
  return rows.map((row) => ({ ...row, id: Number(row.id), ano: Number(row.ano) }));
}
