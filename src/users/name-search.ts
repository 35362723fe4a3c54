import { searchText } from '../database/fold';
import { mayBeMisspelt, nearly } from '../database/typo';
import { parseNumber } from '../identifiers/identifier';

/** Names as they are searched; where a program of before wrote one, accents count. */
export const searchedName = 'COALESCE(busca_nome, LOWER(nome))';

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
  const begins = words.map(() => `' ' || ${searchedName} LIKE ? ESCAPE '!'`).join(' AND ');
  // Most names end at the first letter.
  const joined = `(${searchedName} LIKE ? ESCAPE '!' AND REPLACE(${searchedName}, ' ', '') LIKE ? ESCAPE '!')`;
  return {
    condition: `((${begins}) OR ${joined}${number === null ? '' : ` OR id = ${number}`})`,
    values: [
      ...words.map((word) => `% ${literal(word)}%`),
      `${literal(Array.from(words[0]).slice(0, 1).join(''))}%`,
      `${literal(words.join(''))}%`,
    ],
    order:
      number === null ? `LENGTH(${searchedName})` : `CASE id WHEN ${number} THEN 0 ELSE LENGTH(${searchedName}) END`,
  };
}

/** How to find people in whose names one letter is wrong. */
interface MisspeltSearch {
  /** Lets those through who may be meant. */
  readonly condition: string;
  readonly values: readonly string[];
  /** Whether such a name is meant. */
  readonly isMeant: (name: string) => boolean;
}

/**
 * People whose names are nearly a text, as with titles of films; null where no word of it is long enough. The database looks
 * for names that are right around the wrong letter: few, which are then looked at letter by letter. Spaces must be right.
 */
export function misspeltSearch(text: string): MisspeltSearch | null {
  const whole = searchText(text);
  const words = whole.split(' ');
  if (!words.some(mayBeMisspelt)) return null;
  const patterns = words.map((word) => (mayBeMisspelt(word) ? around(word) : [`${literal(word)}%`]));
  const fits = (all: readonly string[]): string =>
    `(${all.map(() => `' ' || ${searchedName} || ' ' LIKE ? ESCAPE '!'`).join(' OR ')})`;
  return {
    condition: patterns.map(fits).join(' AND '),
    values: patterns.flat().map((pattern) => `% ${pattern} %`),
    isMeant: (name) => nearly(name, words, whole.replaceAll(' ', '')),
  };
}

/**
 * Patterns, one of which fits every word that begins with this one or differs from it by a letter, or by two that changed
 * places: that is in one of three parts, which have their ends in common.
 */
function around(word: string): string[] {
  const ends = [0, 1, 2, 3].map((n) => Math.floor((n * word.length) / 3));
  return ends.slice(1).map((end, n) => `${literal(word.slice(0, ends[n]))}%${literal(word.slice(end + 1))}`);
}

/** In a pattern that is matched by LIKE. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
