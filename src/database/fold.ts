/** Text for comparing: without accents, in lower case. `Ficção` and `FICCAO` fold to the same. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Several values in one string, separated by ", ", folded so that `LIKE '%|value|%'` finds a whole value. */
export function foldList(values: string): string {
  return `|${fold(values).split(', ').join('|')}|`;
}

/** Escape what LIKE would take for a pattern; to be used with `ESCAPE '\'`. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
