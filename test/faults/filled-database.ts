import { KeysService } from '../../src/access/keys.service';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { Random } from '../../src/engine/random';
import { entities } from '../../src/entities';
import { addFilms, addRatings, addUsers } from '../support/add-rows';

export interface Filled {
  /** A look at the database beside the server, on connections of its own. */
  readonly database: Database;
  /** A key that may write. */
  readonly key: string;
}

/** Users and films, ids from 1, ratings by chance, and a key. Small, so that a training takes a moment. */
export async function fill(
  location: DatabaseLocation,
  { users = 25, films = 60, ratingsEach = 20, seed = 1 } = {},
): Promise<Filled> {
  const database = await Database.open(location, entities);
  const random = new Random(seed, 1);
  const ids = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
  await addUsers(database, ids(users));
  await addFilms(
    database,
    ids(films).map((id) => ({ id, titulo: `Filme ${id}`, genero: id % 2 ? 'drama' : 'comédia' })),
  );
  await addRatings(
    database,
    ids(users).flatMap((user) =>
      [...random.shuffle(Uint32Array.from(ids(films)))]
        .slice(0, ratingsEach)
        .map((film) => [user, film, random.integer(11) / 2] as const),
    ),
  );
  const { text: key } = await new KeysService(database, Date.now, () => performance.now()).create('teste', 'escrita');
  return { database, key };
}
