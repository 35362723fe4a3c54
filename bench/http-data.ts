import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Database } from '../src/database/database';
import { entities } from '../src/entities';
import { searchColumns } from '../src/films/film-row';
import { raiseCatalogueVersion } from '../src/films/catalogue-version';
import { TrainingQueue } from '../src/recommendation/training/training-queue';
import { latestSmall } from './generate-ratings';
import { type SyntheticOptions, syntheticRatings } from './synthetic-ratings';

/** Ratings of each user who is asked for. */
const RATINGS = 150;

/** Numbers of the users who are asked for begin after this, with the films of latest-small. */
export const FIRST_USER = 10_000;

/** The same with so many films. */
export function firstUserOf(films: number): number {
  return Math.max(FIRST_USER, ratingsOf(films).users);
}

const genres = ['drama', 'comédia', 'ação', 'terror', 'romance', 'ficção científica', 'suspense', 'documentário'];

/** Made-up people and ratings for a catalogue of so many films: more than latest-small has, about 66 ratings a film. */
export function ratingsOf(films: number): SyntheticOptions {
  if (films <= latestSmall.films) return { ...latestSmall, films };
  return { users: Math.round((2 / 3) * films), films, ratings: 66 * films, tastes: 40, seed: 1 };
}

/**
 * Fill an empty SQLite database with made-up films and ratings, train a model of them, and add `users` people with 150
 * ratings each, who are asked for.
 */
export async function prepareDatabase(file: string, users: number, films = latestSmall.films): Promise<void> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  const options = ratingsOf(films);
  try {
    await addFilms(database, films);
    await addRatings(database, syntheticRatings(options));
    await promisify(execFile)(process.execPath, [join(__dirname, '../src/cli.js'), 'treinar', '--sem-ajuste'], {
      env: { ...process.env, DATABASE_URL: `sqlite:${file}` },
    });
    // Nobody rates less than a third of the mean: everybody has 150.
    const many = { ...options, users, ratings: 600 * users };
    await addRatings(database, syntheticRatings(many), firstUserOf(films), RATINGS);
  } finally {
    await database.close();
  }
}

/** Ask for a training, and for as much as nobody else takes it: how `job.js` is told to do it. */
export async function requestTraining(file: string): Promise<string[]> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    const id = await new TrainingQueue(database, Date.now).enqueue({ origin: 'agenda', tuning: 'auto' });
    return ['treino', String(id), 'bench'];
  } finally {
    await database.close();
  }
}

/** Made-up films with the numbers 1 .. count. */
export function addFilms(database: Database, count: number): Promise<void> {
  const names = ['id', 'titulo', 'genero', 'diretor', 'atores', 'ano'] as const;
  const rows = Array.from({ length: count }, (_, n) => {
    const film = {
      id: n + 1,
      titulo: `Filme Inventado ${n + 1}`,
      genero: `${genres[n % 8]}, ${genres[(n >> 3) % 8]}`,
      diretor: `Diretora ${n % 900}`,
      atores: `Ator ${n % 1300}, Atriz ${n % 1700}, Ator ${n % 2300}`,
      ano: 1930 + (n % 95),
    };
    return [...names.map((name) => film[name]), ...Object.values(searchColumns(film))];
  });
  return database.write(async (transaction) => {
    await transaction.query(
      `INSERT INTO filmes (${names.join(', ')}, busca_titulo, busca_genero, busca_diretor, busca_atores)
       SELECT ${rows[0].map((_, n) => `value->>${n}`).join(', ')} FROM json_each($1)`,
      [JSON.stringify(rows)],
    );
    await raiseCatalogueVersion(transaction);
  });
}

/** The first `most` ratings of each user, whose numbers are raised by `shift`. */
export async function addRatings(
  database: Database,
  csv: Generator<string>,
  shift = 0,
  most = Infinity,
): Promise<void> {
  let user = '';
  let count = 0;
  let waiting = 0;
  /** Of each user the ratings, each as one whole number: seconds, six digits of the film, two of the half stars. */
  const rated = new Map<number, string[]>();
  const write = async () => {
    const people = Array.from(rated, ([id, ratings]) => `"${id}":[${ratings.join()}]`);
    const json = `{${people.join()}}`;
    rated.clear();
    waiting = 0;
    await database.write(async (transaction) => {
      await transaction.query(
        `INSERT INTO usuarios (id, nome, versao_perfil)
         SELECT CAST(key AS INTEGER), 'Pessoa ' || key, 1 FROM json_each($1) WHERE true
         ON CONFLICT (id) DO NOTHING`,
        [json],
      );
      await transaction.query(
        `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em)
         SELECT CAST(pessoa.key AS INTEGER), nota.value / 100 % 1000000, nota.value % 100 / 2.0, nota.value / 100000000 * 1000
         FROM json_each($1) AS pessoa, json_each(pessoa.value) AS nota`,
        [json],
      );
    });
  };
  for (const piece of csv)
    for (const line of piece.split('\n')) {
      const [of, film, rating, time] = line.split(',');
      if (line === '' || of === 'userId') continue;
      count = of === user ? count + 1 : 1;
      user = of;
      if (count > most) continue;
      const one = time + String(1e8 + 100 * Number(film) + 2 * Number(rating)).slice(1);
      const ofUser = rated.get(shift + Number(of));
      if (ofUser) ofUser.push(one);
      else rated.set(shift + Number(of), [one]);
      waiting += 1;
      if (waiting >= 100_000) await write();
    }
  await write();
}
