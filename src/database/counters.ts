/** The numbers in `sistema` by which whoever keeps something made of the database sees whether it still holds. */
export const counters = {
  catalogue: 'catalogo',
  erasures: 'usuarios_apagados',
  /** Of the data as a whole: another number after everything was replaced. */
  generation: 'geracao',
  /** Of the rules of the editors. */
  rules: 'regras',
} as const;

/**
 * Make a counter grow, in the transaction of the change that it counts. To be called last, because it makes other changes
 * of the kind wait until the transaction ends.
 */
export async function raiseCounter(
  transaction: { query(sql: string): Promise<unknown> },
  counter: keyof typeof counters,
): Promise<void> {
  await transaction.query(
    `INSERT INTO sistema (chave, valor) VALUES ('${counters[counter]}', '1')
     ON CONFLICT (chave) DO UPDATE SET valor = CAST(CAST(sistema.valor AS BIGINT) + 1 AS TEXT)`,
  );
}
