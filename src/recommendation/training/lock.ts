import { randomUUID } from 'node:crypto';
import type { Database } from '../../database/database';

/** Held by the one training that runs; let go of when it ends. */
export interface TrainingLock {
  release(): Promise<void>;
}

/** Any number, the same in every version of the program, and not the one of the migrations. */
const ADVISORY_KEY = 5_208_003;
const NAME = 'treino';
const HEARTBEAT_MS = 2_000;
/** A holder that has not been heard of for this long is dead. */
const STALE_MS = 10_000;

/** Take the lock, or return null while another process holds it. */
export function takeTrainingLock(database: Database): Promise<TrainingLock | null> {
  return database.dialect === 'postgres' ? takeAdvisoryLock(database) : takeLockRow(database);
}

/** PostgreSQL lets go of it by itself when the connection of a dead holder closes. */
async function takeAdvisoryLock(database: Database): Promise<TrainingLock | null> {
  const connection = database.connection();
  const [row] = (await connection.query('SELECT pg_try_advisory_lock($1) AS taken', [ADVISORY_KEY])) as {
    taken: boolean;
  }[];
  if (!row.taken) {
    await connection.release();
    return null;
  }
  return {
    release: async () => {
      await connection.query('SELECT pg_advisory_unlock($1)', [ADVISORY_KEY]);
      await connection.release();
    },
  };
}

/** SQLite has no such thing: a row with a heartbeat, which a dead holder loses. */
async function takeLockRow(database: Database): Promise<TrainingLock | null> {
  const owner = randomUUID();
  const taken = await database.write(async (transaction) => {
    const now = Date.now();
    await transaction.query('DELETE FROM travas WHERE nome = $1 AND batida_em < $2', [NAME, now - STALE_MS]);
    await transaction.query(
      'INSERT INTO travas (nome, dono, batida_em) VALUES ($1, $2, $3) ON CONFLICT (nome) DO NOTHING',
      [NAME, owner, now],
    );
    const rows: unknown[] = await transaction.query('SELECT 1 FROM travas WHERE nome = $1 AND dono = $2', [
      NAME,
      owner,
    ]);
    return rows.length > 0;
  });
  if (!taken) return null;
  const beat = setInterval(() => {
    // A beat that fails is made up for by the next one; STALE_MS leaves room for several.
    database
      .write((transaction) =>
        transaction.query('UPDATE travas SET batida_em = $1 WHERE dono = $2', [Date.now(), owner]),
      )
      .catch(() => undefined);
  }, HEARTBEAT_MS);
  return {
    release: async () => {
      clearInterval(beat);
      await database.write((transaction) => transaction.query('DELETE FROM travas WHERE dono = $1', [owner]));
    },
  };
}
