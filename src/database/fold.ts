/** Text for comparing: without accents, in lower case. `Ficção` and `FICCAO` fold to the same. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Letters that no decomposition takes to plain ones. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'k' },
  ...{ ƀ: 'b', ɨ: 'i', ʉ: 'u', ɉ: 'j', ƶ: 'z', ǥ: 'g', ɍ: 'r', ɏ: 'y', ɇ: 'e', ⱥ: 'a', ȼ: 'c', ⱦ: 't', ƚ: 'l', ɵ: 'o' },
  ...{ ə: 'e', ς: 'σ', ɫ: 'l', ƒ: 'f', ǝ: 'e', ꜳ: 'aa', ꜵ: 'ao', ꝏ: 'oo' },
};
const toPlain = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** Marks that stand inside a word. */
const APOSTROPHES = /['’‘‛`´ʼʻʹ′＇]/gu;

/** As much of a text as is searched, in UTF-16 units: a decomposition may be eighteen times as long as what it is of. */
const LONGEST = 600;

/**
 * Text as it is searched, stored beside what it is made of: small plain letters and digits, one space between words. Accents,
 * strokes, ligatures, case and punctuation make no difference, nor do `&`, `and` and `e` between words, nor roman numbers of
 * two letters and more (to 39). What has neither letter nor digit stays as it is.
 */
export function searchText(text: string): string {
  const small = text
    .toLowerCase()
    // 8½ is not 81/2.
    .replace(/(\d)([\u00bc-\u00be\u2150-\u215e])/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(toPlain, (letter) => plainLetters[letter] ?? letter);
  const words = small
    .replace(APOSTROPHES, '')
    .replace(/&|(?<=\S\s+)e(?=\s+\S)/gu, ' and ')
    .replace(/(?<=\d)[.,](?=\d{3}(?!\d))/g, '')
    // S.W.A.T.
    .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => String(romanNumber(word) ?? word));
  return beginningOf(words.length > 0 ? words.join(' ') : small.trim());
}

/** Of one letter it may be a letter: see {@link sameWord}. */
function romanNumber(word: string): number | null {
  const found = /^(x{0,3})(ix|iv|v?i{0,3})$/.exec(word);
  if (!found || word.length < 2) return null;
  const [, tens, ones] = found;
  const one = ones === 'ix' ? 9 : ones === 'iv' ? 4 : (ones.startsWith('v') ? 5 : 0) + ones.replace('v', '').length;
  return tens.length * 10 + one;
}

const oneLetter: Readonly<Record<string, string>> = { i: '1', v: '5', x: '10' };

/** Whether two words of {@link searchText} are one: `rocky v` is `rocky 5`. */
export function sameWord(a: string, b: string): boolean {
  return a === b || oneLetter[a] === b || oneLetter[b] === a;
}

function beginningOf(text: string): string {
  return text.length <= LONGEST
    ? text
    : text
        .slice(0, LONGEST)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
}

/** Several values in one string, separated by commas, as they are searched: `|ana prado|rui lopes|`. */
export function searchList(values: string): string {
  return `|${values
    .split(',')
    .map(searchText)
    .filter((value) => value !== '')
    .join('|')}|`;
}
