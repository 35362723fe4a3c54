import { join } from 'node:path';
import { demoData } from '../../../seed/demo';
import { counters } from '../../database/counters';
import type { Database } from '../../database/database';
import { filmColumns, type FilmRow } from '../../films/film-row';
import { DEMO_KEY } from '../writing/demo-mark';
import { importRows, importSources } from '../import';
import { openSources } from '../reading/sources';

/** From the compiled file, dist/src/importing/, to the catalogue that is not compiled. */
const CATALOGUE = join(__dirname, '../../../../seed/filmes.csv');

type Mark = 'em andamento' | 'pronta';

export interface Seeded {
  readonly films: number;
  readonly users: number;
  readonly ratings: number;
}

/**
 * Fill a new database with the demonstration catalogue; null when there is, or ever was, something in it. A seeding that was
 * killed is completed by the next one, and two at the same time do no harm: importing the same rows changes nothing.
 */
export async function seedDemo(database: Database): Promise<Seeded | null> {
  if (!(await wantsDemo(database))) return null;
  await mark(database, 'em andamento');
  const sources = await openSources(CATALOGUE);
  try {
    await importSources(database, sources, { existing: 'keep' });
  } finally {
    await sources.close();
  }
  const films = await database.query<FilmRow>(`SELECT ${filmColumns} FROM filmes ORDER BY id`);
  const { users, ratings } = demoData(films);
  await importRows(
    database,
    {
      usuarios: users,
      avaliacoes: ratings.map((rating) => ({ ...rating, avaliado_em: rating.avaliado_em.getTime() })),
    },
    { existing: 'keep' },
  );
  await mark(database, 'pronta');
  return { films: films.length, users: users.length, ratings: ratings.length };
}

/**
 * Whether the database never held anything, or a seeding was left half done. That something was there is known from the
 * counters, which rise with every change of films and every deletion of a user, when all of it is gone.
 */
async function wantsDemo(database: Database): Promise<boolean> {
  const marks = await database.query<{ valor: Mark }>('SELECT valor FROM sistema WHERE chave = $1', [DEMO_KEY]);
  const marked = marks.at(0);
  if (marked) return marked.valor === 'em andamento';
  const rows = await database.query(
    `SELECT 1 FROM sistema WHERE chave IN ('${counters.catalogue}', '${counters.erasures}')
     UNION ALL SELECT 1 FROM filmes UNION ALL SELECT 1 FROM usuarios LIMIT 1`,
  );
  return rows.length === 0;
}

function mark(database: Database, value: Mark): Promise<void> {
  return database.write(async (transaction) => {
    await transaction.query(
      `INSERT INTO sistema (chave, valor) VALUES ($1, $2)
       ON CONFLICT (chave) DO UPDATE SET valor = excluded.valor`,
      [DEMO_KEY, value],
    );
  });
}
