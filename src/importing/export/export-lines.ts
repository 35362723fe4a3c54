import type { Snapshot } from '../../database/snapshot';
import { eventColumns, type EventRow } from '../../events/event-row';
import { filmColumns, filmOf, type StoredFilm } from '../../films/film-row';
import { identified, identifiersColumn, listed, type Identified } from '../../identifiers/stored-identifiers';
import { isoTime } from '../../http/iso-time';
import { userColumns, type UserRow } from '../../users/user-row';
import type { ExportLine } from '../formats/centroide';
import type { StoredByKind } from '../reading/rows';

/** Rows read at a time. */
const PAGE = 5_000;

/**
 * All films, users, ratings and events as NDJSON, in pieces of some thousand lines: what is referred to comes first, and each
 * line says what it is. It is what an import reads. Memory does not grow with the database.
 */
export async function* exportLines(snapshot: Snapshot): AsyncGenerator<string> {
  for await (const films of byId<StoredFilm>(snapshot, 'filmes', filmColumns))
    yield lines(
      films.map((film): ExportLine => ({
        tipo: 'filme',
        ...identified(filmOf(film as StoredFilm), film.identificadores),
      })),
    );
  for await (const users of byId<UserRow>(snapshot, 'usuarios', userColumns))
    yield lines(users.map((user): ExportLine => ({ tipo: 'usuario', ...user })));
  for await (const ratings of ratingPages(snapshot))
    yield lines(
      ratings.map(({ recomendacao_id, ...rating }): ExportLine => ({
        tipo: 'avaliacao',
        ...rating,
        avaliado_em: isoTime(rating.avaliado_em),
        ...(recomendacao_id && { recomendacao_id }),
      })),
    );
  for await (const events of eventPages(snapshot)) yield lines(events.map(eventLine));
}

function lines(entries: readonly ExportLine[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

async function* byId<Row extends { id: number }>(
  snapshot: Snapshot,
  table: 'filmes' | 'usuarios',
  columns: string,
): AsyncGenerator<(Omit<Row, 'identificadores'> & Identified)[]> {
  for (let after = 0; ;) {
    const rows = await snapshot.query<Row & { identificadores: string | null }>(
      `SELECT ${columns}, ${identifiersColumn(table)} FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield listed(rows);
    after = last.id;
  }
}

async function* ratingPages(snapshot: Snapshot): AsyncGenerator<StoredByKind['avaliacoes'][]> {
  for (let user = 0, film = 0; ;) {
    const rows = await snapshot.query<StoredByKind['avaliacoes']>(
      `SELECT usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id FROM avaliacoes
       WHERE (usuario_id, filme_id) > ($1, $2) ORDER BY usuario_id, filme_id LIMIT ${PAGE}`,
      [user, film],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    user = last.usuario_id;
    film = last.filme_id;
  }
}

function eventLine({ id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id }: EventRow): ExportLine {
  const at = new Date(quando).toISOString();
  return { tipo: 'evento', id, usuario_id, filme_id, evento: tipo, valor, quando: at, recomendacao_id };
}

/** In the order in which they were written, which tells events of one moment apart. */
async function* eventPages(snapshot: Snapshot): AsyncGenerator<EventRow[]> {
  for (let after = 0; ;) {
    const rows = await snapshot.query<EventRow & { numero: number }>(
      `SELECT numero, ${eventColumns} FROM eventos WHERE numero > $1 ORDER BY numero LIMIT ${PAGE}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.numero;
  }
}
