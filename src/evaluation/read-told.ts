import type { Signals } from '../config/signals';
import { toldPreference } from '../engine/ratings/preference';
import { eventFault } from '../events/event-checks';
import { standingOf, type Said } from '../events/standing';
import type { RatingInput, Refused, Table } from '../importing/reading/rows';

/**
 * What events tell of films that their person has not rated: by user and film, as they come first. Rows that cannot be taken are
 * added to those refused.
 */
export async function readTold(
  tables: readonly Table<'eventos'>[],
  { ratings, refused }: { readonly ratings: readonly RatingInput[]; readonly refused: Refused[] },
  signals: Signals,
): Promise<RatingInput[]> {
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
      const films = byUser.get(row.usuario_id) ?? new Map<number, Said[]>();
      byUser.set(row.usuario_id, films);
      const said = films.get(row.filme_id) ?? [];
      films.set(row.filme_id, said);
      said.push({ kind: row.tipo, value: row.valor, at: row.quando });
    }
  }
}
