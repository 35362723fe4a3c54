import type { NumberedTable } from '../../database/dialect';
import { usualEventId } from '../../events/event-row';
import { raiseCatalogueVersion } from '../../films/catalogue-version';
import type { Accepted, Kind, RowByKind, StoredByKind } from '../reading/rows';
import type { Connection } from './connection';
import { keepIdentifiers, numberFilms, numberOwn, numberReferring } from './number-rows';
import { noCounts, type Memory, type Store, type Stored, type StoreOptions } from './store';
import { storeEvents } from './store-events';
import { storeCredits, storeFilms } from './store-films';
import { storeIdentifiers } from './store-identifiers';
import { storeRatings } from './store-ratings';
import { storeUsers } from './store-users';

/** Bring one batch of rows into the database that call films and people by our numbers or by ids elsewhere. */
type StoreNamed<K extends Kind> = (
  connection: Connection,
  rows: readonly Accepted<RowByKind[K]>[],
  memory: Memory,
  options: StoreOptions,
) => Promise<Stored>;

const own =
  <K extends 'filmes' | 'usuarios'>(kind: K & NumberedTable, store: Store<K>): StoreNamed<K> =>
  async (connection, rows, memory, options) => {
    const { rows: numbered, refused, given } = await numberOwn(connection, kind, rows, memory);
    const sound = numbered as unknown as Accepted<StoredByKind[K]>[];
    const stored = await store(connection, sound, memory, options);
    const lost = new Set(stored.refused.map(({ line }) => line));
    const kept = new Set(numbered.flatMap(({ line, row }) => (lost.has(line) ? [] : row.id)));
    const fresh = given.filter(({ id }) => kept.has(id));
    await keepIdentifiers(connection, kind, fresh, memory);
    if (kind === 'filmes' && connection.writes && fresh.length > 0) await raiseCatalogueVersion(connection);
    return { ...stored, refused: [...refused, ...stored.refused], ids: numbered.map(({ row }) => row.id) };
  };

/** The store of each kind. */
export const storeNamed: { readonly [K in Kind]: StoreNamed<K> } = {
  filmes: own('filmes', storeFilms),
  usuarios: own('usuarios', storeUsers),
  async elenco(connection, rows, memory, options) {
    const { rows: numbered, refused } = await numberFilms(connection, rows, memory);
    const stored = await storeCredits(connection, numbered, memory, options);
    return { ...stored, refused: [...refused, ...stored.refused] };
  },
  async identificadores(connection, rows, memory, options) {
    const { rows: numbered, refused } = await numberFilms(connection, rows, memory);
    const stored = await storeIdentifiers(connection, numbered, memory, options);
    return { ...stored, refused: [...refused, ...stored.refused] };
  },
  async avaliacoes(connection, rows, memory, options) {
    const creates = options.createsIdentified ?? options.createsUsers;
    const { rows: numbered, refused, created } = await numberReferring(connection, rows, memory, creates);
    return withOthers(connection, await storeRatings(connection, numbered, memory, options), refused, created);
  },
  async eventos(connection, rows, memory, options) {
    const creates = options.createsIdentified ?? options.createsUsers;
    const { rows: numbered, refused, created } = await numberReferring(connection, rows, memory, creates);
    const events = numbered.map(({ row, ...rest }) => ({ ...rest, row: { ...row, id: row.id ?? usualEventId(row) } }));
    return withOthers(connection, await storeEvents(connection, events, memory, options), refused, created);
  },
};

function withOthers(connection: Connection, stored: Stored, refused: Stored['refused'], created: number): Stored {
  const users = stored.users ?? (created > 0 ? noCounts() : undefined);
  // Those that were made were found again when the rows were stored.
  const again = connection.writes ? Math.min(created, users?.iguais ?? 0) : 0;
  return {
    ...stored,
    refused: [...refused, ...stored.refused],
    users: users && { ...users, novos: users.novos + created, iguais: users.iguais - again },
  };
}
