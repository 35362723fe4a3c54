import { sameWord } from './fold';

/** Words from this length on may have one letter wrong. */
const SHORTEST_WITH_TYPO = 5;

export function mayBeMisspelt(word: string): boolean {
  return word.length >= SHORTEST_WITH_TYPO;
}

/**
 * Whether each word of a text begins a word of a title or a name, one of them with one letter wrong; or the whole has one letter
 * wrong, spaces apart. All are as `searchText` has them; whole: the words without what is between them.
 */
export function nearly(title: string, words: readonly string[], whole: string): boolean {
  const parts = title.split(' ');
  if (oneWrong(parts.join(''), whole)) return true;
  let wrong = 0;
  return words.every((word) => {
    if (parts.some((part) => part.startsWith(word) || sameWord(part, word))) return true;
    wrong++;
    return wrong === 1 && mayBeMisspelt(word) && parts.some((part) => oneWrong(part, word));
  });
}

/** Whether two words differ by one letter at most: another one, one more, one less, or two that changed places. */
export function oneWrong(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.length - end - start;
  const right = b.length - end - start;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}
