import { raiseCatalogueVersion } from '../../films/catalogue-version';
import { extraColumns, filmColumns, newFilm, searchColumns, type StoredFilm } from '../../films/film-row';
import { lockedIfWriting, type Connection } from './connection';
import type { Accepted, Refused, StoredByKind } from '../reading/rows';
import { noCounts, refuse, type Memory, type Store, type Stored } from './store';

const columns = {
  id: 'integer',
  titulo: 'text',
  genero: 'text',
  diretor: 'text',
  atores: 'text',
  ano: 'integer',
  ...extraColumns,
  busca_titulo: 'text',
  busca_genero: 'text',
  busca_diretor: 'text',
  busca_atores: 'text',
} as const;

const names = Object.keys(columns);
/** What people see of a film. */
const visible = names.filter((name) => !name.startsWith('busca_')) as (keyof StoredFilm)[];

/** Insert or update films: what is merged with is locked, so that nobody changes or deletes it meanwhile. */
export const storeFilms: Store<'filmes'> = async (connection, rows, memory) => {
  const films = new Films(await existing(connection, rows));
  for (const { row } of rows) films.put(merge(films.get(row.id), row));
  await films.write(connection, memory);
  return { counts: films.counts, refused: [] };
};

/** Complete films that are there: only what is empty is filled. */
export const storeCredits: Store<'elenco'> = async (connection, rows, memory): Promise<Stored> => {
  const films = new Films(await existing(connection, rows));
  const refused: Refused[] = [];
  for (const accepted of rows) {
    const { id, diretor, atores } = accepted.row;
    const film = films.get(id) ?? films.assume(plannedFilm(connection, memory, id));
    if (!film) refused.push(refuse(accepted, `filme ${id} não existe`, `film ${id} does not exist`));
    else films.put({ ...film, diretor: film.diretor || diretor, atores: film.atores || atores });
  }
  await films.write(connection, memory);
  return { counts: films.counts, refused };
};

/** In a dry run, a film that would be there by now. */
function plannedFilm(connection: Connection, memory: Memory, id: number): StoredFilm | undefined {
  const planned = !connection.writes && memory.films.has(id);
  return planned ? newFilm({ id, titulo: '' }) : undefined;
}

async function existing(
  connection: Connection,
  rows: readonly Accepted<StoredByKind['filmes' | 'elenco']>[],
): Promise<StoredFilm[]> {
  return connection.query<StoredFilm>(
    `SELECT ${filmColumns} FROM filmes
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })}) ${lockedIfWriting(connection)}`,
    [JSON.stringify(rows.map(({ row }) => [row.id]))],
  );
}

/** What is left out stays as it was. */
function merge(stored: StoredFilm | undefined, given: StoredByKind['filmes']): StoredFilm {
  const film = { ...(stored ?? newFilm(given)) };
  for (const name of visible) if (given[name] !== undefined) Object.assign(film, { [name]: given[name] });
  return film;
}

/** The films of one batch: as they were, and as they become. */
class Films {
  readonly counts = noCounts();
  private readonly films = new Map<number, StoredFilm>();
  private readonly stored: ReadonlySet<number>;
  private readonly changed = new Set<number>();

  constructor(existing: StoredFilm[]) {
    for (const film of existing) this.films.set(film.id, film);
    this.stored = new Set(this.films.keys());
  }

  get(id: number): StoredFilm | undefined {
    return this.films.get(id);
  }

  /** Take a film to be there. */
  assume(film: StoredFilm | undefined): StoredFilm | undefined {
    if (film) this.films.set(film.id, film);
    return film;
  }

  put(film: StoredFilm): void {
    const before = this.films.get(film.id);
    if (before && same(before, film)) {
      this.counts.iguais++;
      return;
    }
    this.counts[before ? 'alterados' : 'novos']++;
    this.films.set(film.id, film);
    this.changed.add(film.id);
  }

  async write(connection: Connection, memory: Memory): Promise<void> {
    memory.films.add(this.films.keys());
    if (!connection.writes || this.changed.size === 0) return;
    const changed = [...this.films.values()].filter(({ id }) => this.changed.has(id));
    await insert(
      connection,
      changed.filter(({ id }) => !this.stored.has(id)),
    );
    await update(
      connection,
      changed.filter(({ id }) => this.stored.has(id)),
    );
    await raiseCatalogueVersion(connection);
  }
}

function same(a: StoredFilm, b: StoredFilm): boolean {
  return visible.every((name) => a[name] === b[name]);
}

/** Fails as a duplicate when somebody has made one of them meanwhile: nothing of theirs is written over unseen. */
async function insert(connection: Connection, films: readonly StoredFilm[]): Promise<void> {
  if (films.length === 0) return;
  const ids = films.map(({ id }) => id);
  await connection.dialect.insertWithIds(connection, 'filmes', ids, () =>
    connection.query(
      `INSERT INTO filmes (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${connection.dialect.rowsIn(columns)}`,
      [rowsOf(films)],
    ),
  );
}

async function update(connection: Connection, films: readonly StoredFilm[]): Promise<void> {
  if (films.length === 0) return;
  const changes = names.filter((name) => name !== 'id').map((name) => `${name} = novas.${name}`);
  await connection.query(
    `UPDATE filmes SET ${changes.join(', ')} FROM ${connection.dialect.rowsIn(columns)} WHERE filmes.id = novas.id`,
    [rowsOf(films)],
  );
}

function rowsOf(films: readonly StoredFilm[]): string {
  return JSON.stringify(
    films.map((film) => {
      const row: Record<string, unknown> = { ...film, ...searchColumns(film) };
      return names.map((name) => row[name]);
    }),
  );
}
