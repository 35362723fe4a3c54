import { counters, raiseCounter } from '../database/counters';
import type { Database } from '../database/database';

/**
 * Note that films change, in the transaction that changes them: whoever keeps something made of films sees by the number
 * whether it still holds. To be called last, because it makes other changes of films wait until the transaction ends.
 */
export function raiseCatalogueVersion(transaction: { query(sql: string): Promise<unknown> }): Promise<void> {
  return raiseCounter(transaction, 'catalogue');
}

/** Grows with every transaction that changes films; 0 before the first. */
export async function catalogueVersion(database: Database): Promise<number> {
  const rows = await database.query<{ valor: string }>(
    `SELECT valor FROM sistema WHERE chave = '${counters.catalogue}'`,
  );
  return Number(rows.at(0)?.valor ?? 0);
}
