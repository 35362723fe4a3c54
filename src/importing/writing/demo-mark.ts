import type { Database } from '../../database/database';
import { UnusableSource } from '../reading/unusable-source';

/** The row of `sistema` that says that the database holds the demonstration catalogue. */
export const DEMO_KEY = 'demo';

/** Whether the database was filled with the demonstration catalogue. */
export async function holdsDemo(database: Database): Promise<boolean> {
  const rows = await database.query('SELECT chave FROM sistema WHERE chave = $1', [DEMO_KEY]);
  return rows.length > 0;
}

/** Throws UnusableSource when an import would mix its ids with those of the demonstration catalogue. */
export async function refuseDemo(database: Database): Promise<void> {
  if (!(await holdsDemo(database))) return;
  throw new UnusableSource({
    pt:
      'O banco contém o catálogo de demonstração, e os ids dos dois catálogos se misturariam.\n' +
      '  --substituir  põe o que vem no lugar do que há\n' +
      '  --manter      importa por cima e junta os dois',
    en:
      'The database holds the demonstration catalogue, and the ids of the two catalogues would mix.\n' +
      '  --replace  puts what comes in the place of what is there\n' +
      '  --keep     imports over it and merges the two',
  });
}
