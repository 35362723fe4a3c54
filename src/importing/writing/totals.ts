import type { SqlValue } from '../../database/sql-value';

/** How many rows there are. */
export interface Totals {
  readonly filmes: number;
  readonly usuarios: number;
  readonly avaliacoes: number;
  readonly eventos: number;
}

/** Asked of the database, or of a transaction, in one statement. */
export async function totalsOf(statements: {
  query(sql: string, parameters?: SqlValue[]): Promise<unknown>;
}): Promise<Totals> {
  const counted = (table: keyof Totals): string => `(SELECT COUNT(*) FROM ${table}) AS ${table}`;
  const tables = ['filmes', 'usuarios', 'avaliacoes', 'eventos'] as const;
  const rows = await statements.query(`SELECT ${tables.map(counted).join(', ')}`);
  return (rows as Totals[])[0];
}

export function holdsNothing({ filmes, usuarios }: Totals): boolean {
  return filmes === 0 && usuarios === 0;
}

/** As people read them. */
export function inWords({ filmes, usuarios, avaliacoes, eventos }: Totals): string {
  const number = (value: number): string => value.toLocaleString('pt-BR');
  const parts = [
    `${number(filmes)} ${filmes === 1 ? 'filme' : 'filmes'}`,
    `${number(usuarios)} ${usuarios === 1 ? 'usuário' : 'usuários'}`,
    `${number(avaliacoes)} ${avaliacoes === 1 ? 'avaliação' : 'avaliações'}`,
    // Many have none, and need not hear of it.
    ...(eventos > 0 ? [`${number(eventos)} ${eventos === 1 ? 'evento' : 'eventos'}`] : []),
  ];
  return `${parts.slice(0, -1).join(', ')} e ${parts.slice(-1).join('')}`;
}
