import { usualSignals } from '../../../src/config/signals';
import type { Database } from '../../../src/database/database';
import type { Kind, StoredByKind } from '../../../src/importing/reading/rows';
import { onConnection, type Access } from '../../../src/importing/writing/connection';
import {
  newMemory,
  type Memory,
  type Store,
  type Stored,
  type StoreOptions,
} from '../../../src/importing/writing/store';

export interface BatchOptions extends Partial<StoreOptions> {
  readonly access?: Access;
  readonly memory?: Memory;
}

/** Store rows as an import does, a batch of them; lines are counted from 1, and the text of a line is `line 1`. */
export function storeBatch<K extends Kind>(
  database: Database,
  store: Store<K>,
  rows: readonly StoredByKind[K][],
  { access = 'write', memory = newMemory(), ...options }: BatchOptions = {},
): Promise<Stored> {
  const accepted = rows.map((row, n) => ({ line: n + 1, text: `line ${n + 1}`, row }));
  return onConnection(database, access, (connection) =>
    store(connection, accepted, memory, { createsUsers: false, signals: usualSignals, now: 1_000_000, ...options }),
  );
}
