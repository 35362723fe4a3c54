import type { SqlValue } from '../../database/sql-value';

/** How many rows there are. */
export interface Totals {
  readonly filmes: number;
  readonly usuarios: number;
  readonly avaliacoes: number;
}

/** Asked of the database, or of a transaction, in one statement. */
export async function totalsOf(statements: {
  query(sql: string, parameters?: SqlValue[]): Promise<unknown>;
}): Promise<Totals> {
  const counted = (table: keyof Totals): string => `(SELECT COUNT(*) FROM ${table}) AS ${table}`;
  const rows = await statements.query(`SELECT ${counted('filmes')}, ${counted('usuarios')}, ${counted('avaliacoes')}`);
  return (rows as Totals[])[0];
}

export function holdsNothing({ filmes, usuarios }: Totals): boolean {
  return filmes === 0 && usuarios === 0;
}

/** As people read them. */
export function inWords({ filmes, usuarios, avaliacoes }: Totals): string {
  const number = (value: number): string => value.toLocaleString('pt-BR');
  return (
    `${number(filmes)} ${filmes === 1 ? 'filme' : 'filmes'}, ` +
    `${number(usuarios)} ${usuarios === 1 ? 'usuário' : 'usuários'} e ` +
    `${number(avaliacoes)} ${avaliacoes === 1 ? 'avaliação' : 'avaliações'}`
  );
}
