/** A title broken into lines, all of one size. */
export interface SetTitle {
  readonly lines: readonly string[];
  /** Of the letters, in units of the picture. */
  readonly size: number;
}

export interface TitleBox {
  readonly width: number;
  readonly height: number;
  /** Sizes to choose from, in units of the picture. */
  readonly largest: number;
  readonly smallest: number;
  /** From line to line, in sizes. */
  readonly leading: number;
}

const STEP = 1;

/**
 * Set a title as large as it fits into a box. Letters are measured by the kind they are of, a little too wide rather than
 * too narrow: what a font really takes is known only once it is drawn. What does not fit at the smallest size is cut.
 */
export function setTitle(title: string, box: TitleBox): SetTitle {
  const words = title.trim().split(/\s+/u);
  for (let size = box.largest; size >= box.smallest; size -= STEP) {
    const lines = wrap(words, box.width / size);
    const fits = lines.every((line) => widthOf(line) * size <= box.width);
    if (fits && lines.length * size * box.leading <= box.height)
      return { lines: balanced(words, lines, size, box), size };
  }
  const size = box.smallest;
  const pieces = words.flatMap((word) => broken(word, box.width / size));
  const lines = wrap(pieces, box.width / size);
  const most = Math.max(1, Math.floor(box.height / (size * box.leading)));
  if (lines.length <= most) return { lines, size };
  const last = lines[most - 1].replace(/.{2}$/u, '');
  return { lines: [...lines.slice(0, most - 1), `${last}…`], size };
}

/** The same number of lines, about as long as each other. */
function balanced(words: readonly string[], lines: readonly string[], size: number, box: TitleBox): readonly string[] {
  let best = lines;
  for (let width = box.width - size; width > 0; width -= size / 2) {
    const narrower = wrap(words, width / size);
    if (narrower.length > lines.length || narrower.some((line) => widthOf(line) * size > box.width)) return best;
    best = narrower;
  }
  return best;
}

/** Greedy lines; a word that is wider than a line has one of its own. width: in sizes. */
function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(`${line} ${word}`) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A word in pieces that are no wider than this. width: in sizes. */
function broken(word: string, width: number): string[] {
  const pieces = [''];
  for (const letter of word) {
    const piece = `${pieces[pieces.length - 1]}${letter}`;
    if (piece !== letter && widthOf(piece) > width) pieces.push(letter);
    else pieces[pieces.length - 1] = piece;
  }
  return pieces;
}

/** In sizes. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

/** Of bold letters without serifs, in sizes. */
function letterWidth(letter: string): number {
  if (letter > '\u2e7f') return 1;
  if (/[\s.,:;!|'’ijlI()[\]]/u.test(letter)) return 0.37;
  if (/[ftr\-–"“”/]/u.test(letter)) return 0.48;
  if (/[mwMW@%&—…]/u.test(letter)) return 1.12;
  return /[\p{Lu}\d]/u.test(letter) ? 0.79 : 0.68;
}
