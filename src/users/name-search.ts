import { searchText } from '../database/fold';
import { parseNumber } from '../identifiers/identifier';

/** Names as they are searched; where a program of before wrote one, accents count. */
const searched = 'COALESCE(busca_nome, LOWER(nome))';

/** How to find people in SQL. */
interface NameSearch {
  readonly condition: string;
  readonly values: readonly string[];
  /** Sort by this integer: the less of a name was not asked for, the better it fits. */
  readonly order: string;
}

/**
 * People in whose name each word of a text begins a word, in any order, or whose name begins with the text, spaces apart; and
 * the person whose number the text is, before all others. Nothing but names is looked into.
 */
export function nameSearch(text: string): NameSearch {
  const words = searchText(text).split(' ');
  const number = parseNumber(text);
  const begins = words.map(() => `' ' || ${searched} LIKE ? ESCAPE '!'`).join(' AND ');
  const joined = `REPLACE(${searched}, ' ', '') LIKE ? ESCAPE '!'`;
  return {
    condition: `((${begins}) OR ${joined}${number === null ? '' : ` OR id = ${number}`})`,
    values: [...words.map((word) => `% ${literal(word)}%`), `${literal(words.join(''))}%`],
    order: number === null ? `LENGTH(${searched})` : `CASE id WHEN ${number} THEN 0 ELSE LENGTH(${searched}) END`,
  };
}

/** In a pattern that is matched by LIKE. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
