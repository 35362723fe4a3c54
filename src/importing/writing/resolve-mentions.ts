import { usualEventId } from '../../events/event-row';
import { LARGEST_CHOSEN_ID } from '../../http/id.pipe';
import { freshIds } from '../../database/fresh-ids';
import type { NumberedTable } from '../../database/dialect';
import { partsOf, type Ref } from '../../identifiers/identifier';
import { addIdentifiers, resolveIdentifiers } from '../../identifiers/stored-identifiers';
import type { Accepted, FilmMention, Kind, Mentions, Refused, RowByKind } from '../reading/rows';
import { OWNER } from '../reading/rows';
import { titleKeys } from '../reading/title-key';
import { UnusableSource } from '../reading/unusable-source';
import type { Connection } from './connection';
import { ALL_TITLES, filmByTitle, rememberTitle, type TitledFilm } from './film-titles';
import { lookUpFilms } from './referred';
import { refuse, type Memory } from './store';
import { storeFilms } from './store-films';
import { storeUsers } from './store-users';

/** The person whom files of a film tracker belong to. */
export interface Person {
  readonly ref?: Ref;
  /** Of somebody new. */
  readonly name?: string;
}

/** How films were found. */
export interface MentionCounts {
  byIdentifier: number;
  byTitle: number;
  created: number;
}

export interface Resolved<Row> {
  readonly rows: Accepted<Row>[];
  readonly refused: Refused[];
  readonly found: MentionCounts;
  readonly newUsers: number;
  /** Whether films were given ids elsewhere: the transaction that does so ends with another version of the catalogue. */
  readonly filmsIdentified: boolean;
  /** Our number of the person whom the files belong to, when a row was theirs. */
  readonly owner: number | null;
}

interface MentionOptions {
  readonly person: Person;
  /** Of the person, once they are there. */
  readonly owner: number | null;
  readonly now: number;
  readonly mayCreate: boolean;
}

interface Mentioning {
  readonly mentions?: Mentions;
}

/**
 * Put our numbers in the place of films and people who are mentioned otherwise: films by their ids elsewhere, else by title and
 * year, else new; people by their ids elsewhere, else new.
 */
export async function resolveMentions<K extends Kind>(
  connection: Connection,
  kind: K,
  rows: readonly Accepted<RowByKind[K]>[],
  memory: Memory,
  options: MentionOptions,
): Promise<Resolved<RowByKind[K]>> {
  const found = { byIdentifier: 0, byTitle: 0, created: 0 };
  const mentioning = rows.filter(({ row }) => row.mentions !== undefined);
  if (mentioning.length === 0)
    return { rows: [...rows], refused: [], found, newUsers: 0, filmsIdentified: false, owner: options.owner };
  const mentions = mentioning.map(({ row }) => row.mentions ?? {});
  const films = mentions.flatMap(({ film }) => film ?? []);
  const filmsIdentified = await findFilms(connection, memory, films, found);
  const people = await peopleOf(connection, memory, mentioning);
  const newUsers = await findPeople(connection, memory, people, options);
  const refused: Refused[] = [];
  const resolved: Accepted<RowByKind[K]>[] = [];
  for (const accepted of rows) {
    const { mentions: said, ...row } = accepted.row as Mentioning & RowByKind[K];
    if (!said) {
      resolved.push(accepted);
      continue;
    }
    const film = said.film && memory.refs.get(filmKey(said.film));
    const user = said.user === undefined ? undefined : memory.refs.get(`usuarios ${said.user}`);
    if (said.film?.noFilm !== undefined && film === undefined) {
      const { noFilm } = said.film;
      refused.push(
        refuse(
          accepted,
          `${noFilm} não é filme, e não está no catálogo`,
          `${noFilm} is no film, and not in the catalogue`,
        ),
      );
    } else if (said.film && film === undefined) {
      const name = said.film.identifiers.at(0) ?? said.film.titulo ?? '';
      refused.push(refuse(accepted, `filme ${name} não existe`, `film ${name} does not exist`));
    } else if (said.user !== undefined && user === undefined)
      refused.push(refuse(accepted, `usuário ${said.user} não existe`, `user ${said.user} does not exist`));
    else resolved.push({ ...accepted, row: withIds(kind, row as unknown as RowByKind[K], film, user, options.now) });
  }
  const owner = memory.refs.get(`usuarios ${OWNER}`) ?? options.owner;
  return { rows: resolved, refused, found, newUsers, filmsIdentified, owner };
}

/** People who are mentioned, with their names, by rows whose film is there: a row that is refused makes nobody. */
async function peopleOf(
  connection: Connection,
  memory: Memory,
  rows: readonly Accepted<Mentioning & { readonly filme_id?: Ref }>[],
): Promise<Map<string, string | undefined>> {
  const numbers = rows.flatMap(({ row }) =>
    typeof row.filme_id === 'number' && !row.mentions?.film ? row.filme_id : [],
  );
  if (numbers.length > 0) await lookUpFilms(connection, memory, new Set(numbers));
  return new Map(
    rows.flatMap(({ row: { mentions, filme_id: number } }) => {
      if (mentions?.user === undefined) return [];
      const { film } = mentions;
      const isThere = film ? memory.refs.has(filmKey(film)) : typeof number !== 'number' || memory.films.has(number);
      return isThere ? [[mentions.user, mentions.userName] as const] : [];
    }),
  );
}

function withIds<K extends Kind>(
  kind: K,
  row: RowByKind[K],
  film: number | undefined,
  user: number | undefined,
  now: number,
) {
  if (kind === 'filmes' || kind === 'elenco' || kind === 'identificadores') return { ...row, id: film ?? 0 };
  if (kind === 'usuarios') return { ...row, id: user ?? 0 };
  const pair = {
    ...row,
    ...(film === undefined ? {} : { filme_id: film }),
    ...(user === undefined ? {} : { usuario_id: user }),
  };
  if (kind !== 'eventos') return pair;
  const event = pair as RowByKind['eventos'] & RowByKind[K];
  // Without a time, the same row once more is the same event.
  const id = usualEventId(event.quando < 0 ? { ...event, quando: 0 } : event);
  return { ...event, id, quando: event.quando < 0 ? now : event.quando };
}

function filmKey({ identifiers, titulo = '', ano }: FilmMention): string {
  return `filmes ${identifiers.at(0) ?? `${titulo} ${ano ?? ''}`}`;
}

/** Whether ids elsewhere were given to films. */
async function findFilms(
  connection: Connection,
  memory: Memory,
  mentions: readonly FilmMention[],
  found: MentionCounts,
): Promise<boolean> {
  const missing = [...new Map(mentions.map((film) => [filmKey(film), film]))].filter(([key]) => !memory.refs.has(key));
  if (missing.length === 0) return false;
  const identifiers = missing.flatMap(([, film]) => film.identifiers);
  const known = await resolveIdentifiers(connection, connection.dialect, 'filmes', identifiers);
  const given: { id: number; identifier: string }[] = [];
  const fresh: [string, FilmMention][] = [];
  const freshTitles = new Set<string>();
  const take = (key: string, film: FilmMention, id: number): void => {
    memory.refs.set(key, id);
    for (const identifier of film.identifiers)
      if (!known.has(identifier)) {
        known.set(identifier, id);
        given.push({ id, identifier });
      }
  };
  for (const [key, film] of missing) {
    const byIdentifier = film.identifiers.map((one) => known.get(one)).find((id) => id !== undefined);
    const id = byIdentifier ?? (film.titulo === undefined || film.own ? null : await byTitle(connection, memory, film));
    if (id !== null) {
      if (!memory.counted.has(id)) found[byIdentifier === undefined ? 'byTitle' : 'byIdentifier']++;
      memory.counted.add(id);
      take(key, film, id);
    } else if (film.titulo !== undefined) {
      // Two rows of one batch may mention the same new film by different ids.
      const title = `${titleKeys(film.titulo)[0]} ${film.ano ?? ''}`;
      if (!film.own && freshTitles.has(title)) continue;
      fresh.push([key, film]);
      freshTitles.add(title);
    }
  }
  const ids = await idsFor(connection, memory, 'filmes', fresh.length);
  fresh.forEach(([key, film], n) => {
    take(key, film, ids[n]);
    memory.counted.add(ids[n]);
    rememberTitle(memory.titles, { id: ids[n], titulo: film.titulo ?? '', ano: film.ano ?? null });
  });
  found.created += fresh.length;
  const created = fresh.map(([, { titulo = '', ano = null, genero, diretor }], n) => ({
    line: n,
    text: '',
    row: {
      id: ids[n],
      titulo,
      ano,
      ...(genero === undefined ? {} : { genero }),
      ...(diretor === undefined ? {} : { diretor }),
    },
  }));
  if (created.length > 0) await storeFilms(connection, created, memory, memory.plain);
  memory.films.add(ids);
  for (const [key, film] of missing)
    if (!memory.refs.has(key)) {
      const twin = film.titulo === undefined ? null : await byTitle(connection, memory, film);
      if (twin !== null) take(key, film, twin);
    }
  if (connection.writes) await addIdentifiers(connection, connection.dialect, 'filmes', given);
  return connection.writes && given.length > 0;
}

/** A film of the catalogue, or made by a row before, by its title and year; null when there is none, or several. */
async function byTitle(connection: Connection, { titles }: Memory, film: FilmMention): Promise<number | null> {
  if (titles.size === 0) for (const one of await connection.query<TitledFilm>(ALL_TITLES)) rememberTitle(titles, one);
  return filmByTitle(titles, film);
}

/** Numbers for what is new; where nothing is written, such as nobody has. */
async function idsFor(connection: Connection, memory: Memory, table: NumberedTable, count: number): Promise<number[]> {
  if (count === 0) return [];
  if (connection.writes) return freshIds(connection, connection.dialect, table, count);
  return Array.from({ length: count }, () => LARGEST_CHOSEN_ID + ++memory.planned.count);
}

/** How many people were made. */
async function findPeople(
  connection: Connection,
  memory: Memory,
  people: ReadonlyMap<string, string | undefined>,
  { person, owner, mayCreate }: MentionOptions,
): Promise<number> {
  if (owner !== null) memory.refs.set(`usuarios ${OWNER}`, owner);
  const missing = [...people.keys()].filter((one) => !memory.refs.has(`usuarios ${one}`));
  if (missing.length === 0) return 0;
  const identifierOf = (one: string): Ref | undefined => (one === OWNER ? person.ref : one);
  const wanted = missing.flatMap((one) => identifierOf(one) ?? []);
  const known = await resolveIdentifiers(connection, connection.dialect, 'usuarios', wanted);
  const erased = await connection.erasedIdentifiers(wanted.filter((one) => typeof one === 'string'));
  const fresh: string[] = [];
  for (const one of missing) {
    const ref = identifierOf(one);
    const id =
      typeof ref === 'number' ? await existingUser(connection, ref) : ref === undefined ? undefined : known.get(ref);
    if (id !== undefined) memory.refs.set(`usuarios ${one}`, id);
    else if (mayCreate && !erased.has(String(ref))) fresh.push(one);
  }
  const ids = await idsFor(connection, memory, 'usuarios', fresh.length);
  const rows = fresh.map((one, n) => {
    const nome = people.get(one) ?? (one === OWNER ? (person.name ?? 'Importado') : partsOf(one).codigo);
    memory.refs.set(`usuarios ${one}`, ids[n]);
    return { line: n, text: '', row: { id: ids[n], nome: nome.slice(0, 200) } };
  });
  if (rows.length === 0) return 0;
  await storeUsers(connection, rows, memory, memory.plain);
  const given = fresh.flatMap((one, n) => {
    const identifier = identifierOf(one);
    return typeof identifier === 'string' ? [{ id: ids[n], identifier }] : [];
  });
  if (connection.writes) await addIdentifiers(connection, connection.dialect, 'usuarios', given);
  return rows.length;
}

/** Throws UnusableSource where nobody has the number. */
async function existingUser(connection: Connection, id: number): Promise<number> {
  const found = await connection.query('SELECT id FROM usuarios WHERE id = $1', [id]);
  if (found.length > 0) return id;
  throw new UnusableSource({ pt: `usuário ${id} não existe`, en: `user ${id} does not exist` });
}
