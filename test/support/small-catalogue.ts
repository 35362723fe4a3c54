import type { Database } from '../../src/database/database';
import { addFilms, addRatings, addUsers } from './add-rows';

/** Users 1 to 12 of {@link fillSmallCatalogue}; 13 has rated nothing. */
const smallUsers = 13;
const smallFilms = 60;

const genres = ['drama', 'terror', 'comédia'];

/** Films 1 to 60 of three genres in turn, and twelve users who like one of them each; the same every time. */
export async function fillSmallCatalogue(database: Database): Promise<void> {
  const films = Array.from({ length: smallFilms }, (_, n) => ({
    id: n + 1,
    titulo: `Filme ${n + 1}`,
    genero: genres[n % 3],
    ano: 1960 + n,
  }));
  await addFilms(database, films);
  await addUsers(
    database,
    Array.from({ length: smallUsers }, (_, n) => n + 1),
  );
  const ratings = Array.from({ length: 12 }, (_, n) => n + 1).flatMap((user) =>
    films
      .filter(({ id }) => (id * 7 + user * 5) % 4 === 0)
      .map(({ id }) => [user, id, id % 3 === user % 3 ? 5 : 1 + (id % 3)] as const),
  );
  await addRatings(database, ratings);
}
