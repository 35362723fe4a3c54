import type { Database } from '../../src/database/database';
import { Covers } from '../../src/films/covers';
import { FilmWriter } from '../../src/films/film-writer';
import { FilmsService } from '../../src/films/films.service';

const withoutCovers = (database: Database) => new Covers({ dataDir: '/nowhere', posterOrigins: [] }, database);

/** Reads the films of a database, none of which has a cover. */
export function filmsOf(database: Database): FilmsService {
  return new FilmsService(database, withoutCovers(database));
}

/** Changes them. */
export function filmWriterOf(database: Database): FilmWriter {
  return new FilmWriter(database, withoutCovers(database));
}
