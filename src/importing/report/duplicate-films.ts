import { searchList, searchText } from '../../database/fold';
import type { Text } from '../../http/language';
import { resolveIdentifiers } from '../../identifiers/stored-identifiers';
import type { Ref } from '../../identifiers/identifier';
import type { Accepted, FilmInput, Refused } from '../reading/rows';
import type { Connection } from '../writing/connection';

/** Of more films than this, only the first are looked at. */
const MOST_FILMS = 200_000;

/** How many pairs are told. */
const SHOWN = 3;

/** Of a film whose director is not known. */
const UNKNOWN = searchList('');

/** What tells that two films are one. */
interface Known {
  readonly ref: Ref;
  readonly titulo: string;
  readonly ano: number | null;
  /** Folded, as it is stored. */
  readonly diretor: string;
}

interface Planned extends Pick<FilmInput, 'titulo' | 'ano' | 'diretor'> {
  /** Undefined of one that has no id yet. */
  readonly ref: Ref | undefined;
}

/** Looks for films that are there twice: of one title, year and director, of which that of one may not be known. */
export class DuplicateFilms {
  /** Folded. */
  private readonly titles = new Set<string>();
  /** What a dry run does not store. */
  private readonly planned: Planned[] = [];

  constructor(private readonly dryRun: boolean) {}

  /** Films of a batch, and those of them that were refused. */
  see(rows: readonly Accepted<FilmInput>[], refused: readonly Refused[]): void {
    const out = new Set(refused.map(({ line }) => line));
    for (const { line, row } of rows) {
      if (out.has(line) || this.titles.size === MOST_FILMS) continue;
      this.titles.add(searchText(row.titulo));
      const { id, identificadores = [], titulo, ano, diretor } = row;
      if (this.dryRun) this.planned.push({ ref: id ?? identificadores.at(0), titulo, ano, diretor });
    }
  }

  get isEmpty(): boolean {
    return this.titles.size === 0;
  }

  /** Beside those that are stored; in a dry run, those that would be. */
  async doubts(connection: Connection): Promise<Text[]> {
    const films = await this.storedAlike(connection);
    await this.addPlanned(connection, films);
    const byTitle = groupBy([...films.values()], ({ titulo, ano }) => `${searchText(titulo)} ${ano ?? ''}`);
    const pairs = [...byTitle.values()].flatMap(sameFilms);
    return pairs.length > 0 ? [told(pairs)] : [];
  }

  private async storedAlike(connection: Connection): Promise<Map<Ref, Known>> {
    // CROSS JOIN makes SQLite look each title up.
    const stored = await connection.query<Omit<Known, 'ref'> & { id: number }>(
      `SELECT id, filmes.titulo, ano, busca_diretor AS diretor
       FROM ${connection.dialect.rowsIn({ busca: 'text' })} CROSS JOIN filmes
       WHERE busca_titulo = novas.busca ORDER BY id`,
      [JSON.stringify(Array.from(this.titles, (title) => [title]))],
    );
    return new Map(stored.map(({ id, ...film }) => [id, { ref: id, ...film }]));
  }

  private async addPlanned(connection: Connection, films: Map<Ref, Known>): Promise<void> {
    const named = this.planned.flatMap(({ ref }) => ref ?? []);
    const owners = await resolveIdentifiers(connection, connection.dialect, 'filmes', named);
    this.planned.forEach((row, n) => {
      const name = row.ref ?? `${row.titulo} (${n + 1})`;
      const ref = typeof name === 'number' ? name : (owners.get(name) ?? name);
      const before = films.get(ref);
      const { titulo, ano = before?.ano ?? null } = row;
      const diretor = row.diretor === undefined ? (before?.diretor ?? UNKNOWN) : searchList(row.diretor);
      films.set(ref, { ref, titulo, ano, diretor });
    });
  }
}

/** Of films of one title and year, those of one director, each with the first of them. */
function sameFilms(films: readonly Known[]): [Known, Known][] {
  const directors = new Set(films.flatMap(({ diretor }) => (diretor === UNKNOWN ? [] : diretor)));
  const groups: Map<string, readonly Known[]> =
    directors.size > 1 ? groupBy(films, ({ diretor }) => diretor) : new Map([['all', films]]);
  groups.delete(UNKNOWN);
  return [...groups.values()].flatMap(([first, ...others]) => others.map((other): [Known, Known] => [first, other]));
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function told(pairs: readonly [Known, Known][]): Text {
  const shown = pairs
    .slice(0, SHOWN)
    .map(([a, b]) => `${a.ref} = ${b.ref} (${a.titulo}${a.ano === null ? '' : `, ${a.ano}`})`)
    .join('; ');
  const more = pairs.length - SHOWN;
  const [[one, other]] = pairs;
  const example = `${one.ref} ${other.ref}`;
  return {
    pt:
      `filmes que parecem estar duas vezes, com o mesmo título, ano e direção: ${shown}${more > 0 ? `; e mais ${more}` : ''}. ` +
      `Para unir dois: centroide filmes unir ${example}`,
    en:
      `films that seem to be there twice, of one title, year and director: ${shown}${more > 0 ? `; and ${more} more` : ''}. ` +
      `To merge two: centroide films merge ${example}`,
  };
}
