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

/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9F. Some versions of Node's decoder leave these as they are. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function fromWindows1252(latin1: string): string {
  return latin1.replace(/[\x80-\x9f]/g, (letter) => WINDOWS.charAt(letter.charCodeAt(0) - 0x80));
}

type WideDecoder = InstanceType<typeof TextDecoder>;

/** How a file that is not in UTF-8 writes its characters. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'UTF-16BE' | 'Windows-1252';

export interface Reading {
  /** What a line is that is not UTF-8: `each` is for itself, as in the older MovieLens files; else the whole file is alike. */
  readonly encoding?: 'alike' | 'each';
  /** How the file writes its characters, where somebody says so. */
  readonly given?: Encoding;
  readonly onBytes?: (bytes: number) => void;
  /** Told when it turns out that the file is not in UTF-8. */
  readonly onEncoding?: (encoding: Encoding) => void;
}

/**
 * The lines of a stream, in batches of one chunk, without the empty ones. A line that is too long, is not UTF-8 or
 * has null bytes comes with its problem and the next one is read; memory stays at one chunk and one line. A stream
 * that breaks ends with a problem, so that everything before counts.
 *
 * A file is in UTF-8, in UTF-16, which its first bytes show, or in Windows-1252, as spreadsheets write: that is known by its
 * first line beyond ASCII. After that a line that is not UTF-8 in a file that is cannot be read.
 *
 * Neither `csv-parse` nor `split2` can do this: the first loses track of the lines after one that is too long or a
 * quote that is never closed, the second drops a long line without a word.
 */
export async function* readLines(
  stream: Readable,
  { encoding = 'alike', given, onBytes, onEncoding }: Reading = {},
): AsyncGenerator<Line[]> {
  const decoder = new LineDecoder(encoding, given, onEncoding);
  let wide: WideDecoder | null | undefined;
  let number = 0;
  let rest = '';
  let tooLong: string | null = null;
  const finish = (text: string): Line => {
    number++;
    const beginning = tooLong ?? (text.length > LONGEST_LINE ? text : null);
    tooLong = null;
    if (beginning === null) return decoder.line(text, number);
    return { number, text: excerpt(beginning), problem: tooLongLine };
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      onBytes?.(chunk.length);
      if (wide === undefined) {
        wide = wideDecoder(chunk, given);
        if (wide) onEncoding?.('UTF-16');
      }
      const bytes = wide ? Buffer.from(wide.decode(chunk, { stream: true })) : chunk;
      // One byte is one character here, so no chunk boundary can cut a character in two.
      const parts = (rest + bytes.toString('latin1')).split('\n');
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

const nullBytes = { pt: 'texto com bytes nulos', en: 'text with null bytes' };
const notUtf8 = { pt: 'texto que não é UTF-8 válido', en: 'text that is not valid UTF-8' };

/** UTF-16 begins with a mark, or has a zero in every other byte where the text is Latin; null for anything else. */
function wideDecoder(chunk: Buffer, given?: Encoding): WideDecoder | null {
  const start = chunk.subarray(0, 2).toString('hex');
  if (start === 'fffe') return new TextDecoder('utf-16le');
  if (start === 'feff') return new TextDecoder('utf-16be');
  if (given !== undefined)
    return given.startsWith('UTF-16') ? new TextDecoder(given === 'UTF-16' ? 'utf-16le' : 'utf-16be') : null;
  const sample = chunk.subarray(0, 200);
  const zeros = [0, 1].map((place) => sample.filter((byte, n) => byte === 0 && n % 2 === place).length);
  const most = sample.length / 2;
  if (zeros[1] > 0.7 * most && zeros[0] === 0) return new TextDecoder('utf-16le');
  if (zeros[0] > 0.7 * most && zeros[1] === 0) return new TextDecoder('utf-16be');
  return null;
}

class LineDecoder {
  /** null while all lines were ASCII. */
  private isUtf8: boolean | null = null;

  constructor(
    private readonly encoding: 'alike' | 'each',
    given?: Encoding,
    private readonly onEncoding?: (encoding: Encoding) => void,
  ) {
    if (given === 'Windows-1252') this.isUtf8 = false;
    if (given === 'UTF-8') this.isUtf8 = true;
    if (this.isUtf8 === false) onEncoding?.('Windows-1252');
  }

  line(bytes: string, number: number): Line {
    const text = bytes.endsWith('\r') ? bytes.slice(0, -1) : bytes;
    if (!/[\0\x80-\xff]/.test(text)) return { number, text };
    if (text.includes('\0')) return { number, text: excerpt(text), problem: nullBytes };
    const raw = Buffer.from(text, 'latin1');
    if (this.isUtf8 !== false)
      try {
        const decoded = utf8.decode(raw);
        if (this.encoding === 'alike') this.isUtf8 = true;
        return { number, text: decoded };
      } catch {
        if (this.isUtf8 === true) return { number, text: excerpt(text), problem: notUtf8 };
        if (this.encoding === 'alike') {
          this.isUtf8 = false;
          this.onEncoding?.('Windows-1252');
        }
      }
    return { number, text: fromWindows1252(text) };
  }
}

function isWorthReading(line: Line): boolean {
  return line.problem !== undefined || line.text.trim() !== '';
}

/** The beginning of a text, copied: a slice would keep the whole chunk in memory. */
export function excerpt(text: string): string {
  return Buffer.from(text.slice(0, EXCERPT)).toString();
}
