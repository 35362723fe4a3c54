import { counters } from './counters';

interface Reader {
  query(sql: string): Promise<unknown>;
}

const ASKED = `SELECT CAST(valor AS BIGINT) AS geracao FROM sistema WHERE chave = '${counters.generation}'`;

/** The generation of the data: what was learned from one means nothing in another. */
export async function generationOf(reader: Reader): Promise<number> {
  return first(await reader.query(ASKED));
}

/** The same, in a transaction; nobody replaces the data before it ends. */
export async function heldGeneration(transaction: Reader): Promise<number> {
  await transaction.query(`UPDATE sistema SET valor = valor WHERE chave = '${counters.generation}'`);
  return generationOf(transaction);
}

function first(rows: unknown): number {
  return (rows as { geracao: number }[])[0].geracao;
}
