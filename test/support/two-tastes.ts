import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { addFilms, addRatings, addUsers } from './add-rows';
import type { Contents } from './databases';
import { train } from './training';

/** Two tastes of enough people and films for groups of films, with their first model, untuned: a tenth of what the demonstration costs. */
export const trainedTastes: Contents = {
  name: 'trained_tastes',
  fill: async (location) => {
    const database = await Database.open(location, entities);
    try {
      await addTastes(database, 60, 48);
      await train(database, { origin: 'comando', tuning: 'nunca' });
    } finally {
      await database.close();
    }
  },
};

/** Films of two kinds and users who like one of them each: enough to train on, and quick. */
export async function addTastes(database: Database, users = 12, films = 16): Promise<void> {
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
  await addUsers(database, upTo(users));
  await addFilms(
    database,
    upTo(films).map((id) => ({ id, titulo: `Filme ${id}`, genero: id % 2 ? 'Drama' : 'Comédia', ano: 1980 + id })),
  );
  await addRatings(
    database,
    upTo(users).flatMap((user) =>
      upTo(films)
        // Everybody leaves some out, so that there is something to recommend.
        .filter((film) => (user + film) % 5 > 0)
        .map((film) => [user, film, film % 2 === user % 2 ? 4 + ((user * film) % 3) / 2 : 2] as const),
    ),
  );
}
