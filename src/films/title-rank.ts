import { sameWord } from '../database/fold';

interface Titled {
  readonly busca_titulo: string;
}

/** How well a title fits: lower is better. */
enum Tier {
  exact,
  /** With whole words. */
  beginning,
  /** Within a word. */
  begun,
  words,
  typo,
}

/** Words from this length on may have one letter wrong. */
const SHORTEST_WITH_TYPO = 5;

const ARTICLE = /^(the|a|an|o|os|as|um|uma|el|la|los|las|le|les|der|die|das) (?=.)/;

/**
 * The titles that fit a text, both as `searchText` has them: the title itself, one that begins with it, one in which all of its
 * words begin words, spaces apart (`spiderman` is `spider man`); where there is none, one whose words have one letter wrong.
 */
export function titleRank<Film extends Titled>(text: string, films: readonly Film[]): { film: Film; tier: Tier }[] {
  const words = text.split(' ');
  const whole = text.replaceAll(' ', '');
  const found = films.flatMap((film) => {
    const tier = tierOf(film.busca_titulo, text, words, whole);
    return tier === null ? [] : [{ film, tier }];
  });
  if (found.length > 0 || !words.some((word) => word.length >= SHORTEST_WITH_TYPO)) return found;
  return films.filter((film) => nearly(film.busca_titulo, words, whole)).map((film) => ({ film, tier: Tier.typo }));
}

function tierOf(title: string, text: string, words: readonly string[], whole: string): Tier | null {
  const joined = title.replaceAll(' ', '');
  if (joined === whole || title === text) return Tier.exact;
  // Most titles end here.
  if (!title.includes(words[0]) && !joined.includes(whole) && words[0].length > 2) return null;
  const parts = title.split(' ');
  if (parts.length === words.length && parts.every((part, n) => sameWord(part, words[n]))) return Tier.exact;
  if (title.startsWith(`${text} `)) return Tier.beginning;
  if (joined.startsWith(whole) || title.replace(ARTICLE, '').replaceAll(' ', '').startsWith(whole)) return Tier.begun;
  const begins = (word: string): boolean => parts.some((part) => part.startsWith(word) || sameWord(part, word));
  if (words.every(begins)) return Tier.words;
  return parts.some((_, n) => parts.slice(n).join('').startsWith(whole)) ? Tier.words : null;
}

function nearly(title: string, words: readonly string[], whole: string): boolean {
  const parts = title.split(' ');
  if (oneWrong(parts.join(''), whole)) return true;
  let wrong = 0;
  return words.every((word) => {
    if (parts.some((part) => part.startsWith(word) || sameWord(part, word))) return true;
    wrong++;
    return wrong === 1 && word.length >= SHORTEST_WITH_TYPO && parts.some((part) => oneWrong(part, word));
  });
}

/** Whether two words differ by one letter: another one, one more, one less, or two that changed places. */
function oneWrong(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left === `${right[1]}${right[0]}`;
}
