import { raiseCatalogueVersion } from '../../films/catalogue-version';
import { resolveIdentifiers } from '../../identifiers/stored-identifiers';
import type { Refused } from '../reading/rows';
import { lockedIfWriting } from './connection';
import { keepIdentifiers } from './number-rows';
import { noCounts, refuse, type Store } from './store';

/**
 * Give films that are there ids elsewhere; they are locked, so that nobody deletes them meanwhile. A row of which one belongs to
 * another film is refused for that one, and the others are kept.
 */
export const storeIdentifiers: Store<'identificadores'> = async (connection, rows, memory) => {
  const found = await connection.query<{ id: number }>(
    `SELECT id FROM filmes
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })}) ${lockedIfWriting(connection)}`,
    [JSON.stringify(rows.map(({ row }) => [row.id]))],
  );
  const films = new Set(found.map(({ id }) => id));
  const all = rows.flatMap(({ row }) => row.identifiers);
  const owners = await resolveIdentifiers(connection, connection.dialect, 'filmes', all);
  const counts = noCounts();
  const refused: Refused[] = [];
  const given: { id: number; identifier: string }[] = [];
  for (const accepted of rows) {
    const { id, identifiers } = accepted.row;
    // In a dry run, a film that would be there by now.
    if (!films.has(id) && (connection.writes || !memory.films.has(id))) {
      refused.push(refuse(accepted, `filme ${id} não existe`, `film ${id} does not exist`));
      continue;
    }
    const ownerOf = (one: string): number | undefined => owners.get(one) ?? memory.planned.filmes.get(one);
    const taken = identifiers.find((one) => (ownerOf(one) ?? id) !== id);
    const fresh = [...new Set(identifiers)].filter((one) => ownerOf(one) === undefined);
    for (const identifier of fresh) {
      owners.set(identifier, id);
      given.push({ id, identifier });
    }
    if (taken === undefined) counts[fresh.length > 0 ? 'novos' : 'iguais']++;
    else {
      const owner = ownerOf(taken) ?? 0;
      refused.push(refuse(accepted, `${taken} já é do filme ${owner}`, `${taken} already belongs to film ${owner}`));
    }
  }
  if (given.length > 0) {
    await keepIdentifiers(connection, 'filmes', given, memory);
    if (connection.writes) await raiseCatalogueVersion(connection);
  }
  return { counts, refused };
};
