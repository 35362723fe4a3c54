import type { Language } from '../../http/language';
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

const words = {
  pt: {
    locale: 'pt-BR',
    and: 'e',
    filme: ['filme', 'filmes'],
    usuario: ['usuário', 'usuários'],
    avaliacao: ['avaliação', 'avaliações'],
    evento: ['evento', 'eventos'],
  },
  en: {
    locale: 'en-US',
    and: 'and',
    filme: ['film', 'films'],
    usuario: ['user', 'users'],
    avaliacao: ['rating', 'ratings'],
    evento: ['event', 'events'],
  },
} as const;

/** As people read them. */
export function inWords({ filmes, usuarios, avaliacoes, eventos }: Totals, language: Language = 'pt'): string {
  const { locale, and, filme, usuario, avaliacao, evento } = words[language];
  const counted = (value: number, [one, many]: readonly [string, string]): string =>
    `${value.toLocaleString(locale)} ${value === 1 ? one : many}`;
  const parts = [
    counted(filmes, filme),
    counted(usuarios, usuario),
    counted(avaliacoes, avaliacao),
    // Many have none, and need not hear of it.
    ...(eventos > 0 ? [counted(eventos, evento)] : []),
  ];
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.slice(-1).join('')}`;
}
