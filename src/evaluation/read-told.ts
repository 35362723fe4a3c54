import type { Signals } from '../config/signals';
import { toldPreference } from '../engine/ratings/preference';
import { eventFault } from '../events/event-checks';
import { standingOf, type Said } from '../events/standing';
import { numberOf } from './number-of';
import type { Refused, StoredByKind, Table } from '../importing/reading/rows';

type Rating = StoredByKind['avaliacoes'];

/**
 * What events tell of films that their person has not rated: by user and film, as they come first. Rows that cannot be taken are
 * added to those refused.
 */
export async function readTold(
  tables: readonly Table<'eventos'>[],
  { ratings, refused }: { readonly ratings: readonly Rating[]; readonly refused: Refused[] },
  signals: Signals,
): Promise<Rating[]> {
  const byUser = new Map<number, Map<number, Said[]>>();
  for (const table of tables) await collect(table, byUser, refused, signals);
  for (const { usuario_id, filme_id } of ratings) byUser.get(usuario_id)?.delete(filme_id);
  return [...byUser].flatMap(([usuario_id, films]) =>
    [...films].flatMap(([filme_id, said]) => {
      const { preference, kind, at } = standingOf(
        said.sort((a, b) => a.at - b.at),
        signals,
      );
      return kind === null ? [] : [{ usuario_id, filme_id, avaliacao: toldPreference(preference), avaliado_em: at }];
    }),
  );
}

async function collect(
  table: Table<'eventos'>,
  byUser: Map<number, Map<number, Said[]>>,
  refused: Refused[],
  signals: Signals,
): Promise<void> {
  for await (const read of table.read()) {
    refused.push(...read.refused);
    for (const { row, line, text } of read.accepted) {
      const fault = eventFault(row, signals, Infinity);
      if (fault) {
        refused.push({ line, text, reason: fault.message, field: fault.field });
        continue;
      }
      const user = numberOf(row.usuario_id);
      const film = numberOf(row.filme_id);
      const films = byUser.get(user) ?? new Map<number, Said[]>();
      byUser.set(user, films);
      const said = films.get(film) ?? [];
      films.set(film, said);
      said.push({ kind: row.tipo, value: row.valor, at: row.quando });
    }
  }
}
