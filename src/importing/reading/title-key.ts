import { fold } from '../../database/fold';
import { parseTitle } from './parse-title';

const ARTICLES = /^(the|an?|les?|la|l|il|lo|gli|el|los|las|der|die|das|os?|as|uma?|un[ao]?) (?=.)/;

/** One title, however it is punctuated, with or without its article. */
function keyOf(title: string): string {
  const words = fold(title)
    .replace(/['’`´]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(ARTICLES, '').replaceAll(' ', '') || fold(title).trim();
}

/** Brackets that say which of several films: `(Episode 2)`, `(Parte II)`, but not `(a.k.a. Seven 2)`. */
const PART = /\((?!a\.?k\.?a\b)(?:[^()]*\s)?(?:\d+|[ivx]+|one|two|three|four|um|dois|três|tres|quatro)\)/i;

/**
 * The keys of a title: of the whole, of what stands before brackets, and of each other name in them. One that says which part of
 * something it is has only that of the whole, for the other parts have the rest as well.
 */
export function titleKeys(title: string): string[] {
  const { titulo } = parseTitle(title);
  if (PART.test(titulo)) return [keyOf(titulo)];
  const bracket = titulo.indexOf('(');
  const main = bracket > 0 ? [titulo.slice(0, bracket)] : [];
  const others = [...titulo.matchAll(/\((?:a\.?k\.?a\.?\s+)?([^()]+)\)/gi)].map(([, name]) => name);
  const keys = [titulo, ...main, ...others].flatMap((name) => [name, ...name.split(/\s+a\.?k\.?a\.?\s+/i)]).map(keyOf);
  return [...new Set(keys)].filter((key) => key !== '');
}
