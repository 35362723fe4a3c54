import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { locks, type HeldLock, type LockName } from '../locks';
import { sqliteDialect } from './sqlite-dialect';

const HEARTBEAT_MS = 2_000;
/** A holder that has not been heard of for this long is dead. */
const STALE_MS = 10_000;

const { clock } = sqliteDialect;

/** Run work in a transaction. */
type Write = <Result>(work: (transaction: EntityManager) => Promise<Result>) => Promise<Result>;

/**
 * A lock for a database that has none which outlast a transaction: a row with a heartbeat by the database's clock, which
 * a dead holder loses. Null while another holds it.
 */
export async function tryRowLock(write: Write, lock: LockName): Promise<HeldLock | null> {
  const { name } = locks[lock];
  const owner = randomUUID();
  const taken = await write(async (transaction) => {
    await transaction.query(`DELETE FROM travas WHERE nome = $1 AND batida_em < ${clock} - ${STALE_MS}`, [name]);
    await transaction.query(
      `INSERT INTO travas (nome, dono, batida_em) VALUES ($1, $2, ${clock}) ON CONFLICT (nome) DO NOTHING`,
      [name, owner],
    );
    const rows: unknown[] = await transaction.query('SELECT 1 FROM travas WHERE nome = $1 AND dono = $2', [
      name,
      owner,
    ]);
    return rows.length > 0;
  });
  if (!taken) return null;
  const beat = setInterval(() => {
    // A beat that fails is made up for by the next one; STALE_MS leaves room for several.
    write((transaction) => transaction.query(`UPDATE travas SET batida_em = ${clock} WHERE dono = $1`, [owner])).catch(
      () => undefined,
    );
  }, HEARTBEAT_MS);
  return {
    release: async () => {
      clearInterval(beat);
      await write((transaction) => transaction.query('DELETE FROM travas WHERE dono = $1', [owner]));
    },
  };
}
