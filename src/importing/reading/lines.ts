import type { Readable } from 'node:stream';
import type { Text } from '../../http/language';
import { present } from '../../invariants';

/** A line of a text file; with a `problem` it must not be used, and `text` is only its beginning. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly problem?: Text;
  /** Reading stopped here. */
  readonly interrupted?: boolean;
}

/** No row of any format comes near; what is longer is no row. In characters. */
export const LONGEST_LINE = 32_768;

const tooLongLine = {
  pt: `linha com mais de ${LONGEST_LINE} caracteres`,
  en: `line of more than ${LONGEST_LINE} characters`,
};

/** How much of a rejected line is worth keeping. In characters. */
const EXCERPT = 200;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The lines of a stream, in batches of one chunk, without the empty ones. A line that is too long, is not UTF-8 or
 * has null bytes comes with its problem and the next one is read; memory stays at one chunk and one line. A stream
 * that breaks ends with a problem, so that everything before counts.
 *
 * With `latin1`, a line that is not UTF-8 is taken as Latin-1: the older MovieLens files are.
 *
 * Neither `csv-parse` nor `split2` can do this: the first loses track of the lines after one that is too long or a
 * quote that is never closed, the second drops a long line without a word.
 */
export async function* readLines(
  stream: Readable,
  latin1 = false,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Line[]> {
  let number = 0;
  let rest = '';
  let tooLong: string | null = null;
  const finish = (text: string): Line => {
    number++;
    const beginning = tooLong ?? (text.length > LONGEST_LINE ? text : null);
    tooLong = null;
    if (beginning === null) return decode(text, number, latin1);
    return { number, text: excerpt(beginning), problem: tooLongLine };
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      onBytes?.(chunk.length);
      // One byte is one character here, so no chunk boundary can cut a character in two.
      const parts = (rest + chunk.toString('latin1')).split('\n');
      rest = present(parts.pop(), 'the rest of a chunk');
      const lines = parts.map(finish).filter(isWorthReading);
      if (tooLong !== null || rest.length > LONGEST_LINE) {
        tooLong ??= excerpt(rest);
        rest = '';
      }
      if (lines.length > 0) yield lines;
    }
    if (rest || tooLong !== null) yield [finish(rest)].filter(isWorthReading);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield [
      {
        number: number + 1,
        text: '',
        problem: { pt: `a leitura parou aqui: ${reason}`, en: `reading stopped here: ${reason}` },
        interrupted: true,
      },
    ];
  } finally {
    stream.destroy();
  }
}

function decode(bytes: string, number: number, latin1: boolean): Line {
  let text = bytes.endsWith('\r') ? bytes.slice(0, -1) : bytes;
  if (/[\0\x80-\xff]/.test(text)) {
    if (text.includes('\0'))
      return { number, text: excerpt(text), problem: { pt: 'texto com bytes nulos', en: 'text with null bytes' } };
    try {
      text = utf8.decode(Buffer.from(text, 'latin1'));
    } catch {
      if (!latin1)
        return {
          number,
          text: excerpt(text),
          problem: { pt: 'texto que não é UTF-8 válido', en: 'text that is not valid UTF-8' },
        };
    }
  }
  return { number, text };
}

function isWorthReading(line: Line): boolean {
  return line.problem !== undefined || line.text.trim() !== '';
}

/** The beginning of a text, copied: a slice would keep the whole chunk in memory. */
export function excerpt(text: string): string {
  return Buffer.from(text.slice(0, EXCERPT)).toString();
}
