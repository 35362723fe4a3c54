import type { Text } from '../http/language';
import { textUpTo } from '../http/storable-text';
import type { NumberedTable } from '../database/dialect';

/**
 * How a film or a person is called: by our number, or by an id elsewhere as one text, `fonte:codigo`, as
 * {@link parseIdentifier} gives it: of one thing always the same.
 */
export type Ref = number | string;

/** An id that somebody else gave to a film or a person. */
export interface Identifier {
  readonly fonte: string;
  readonly codigo: string;
}

/** The longest name of a source, and the longest id of one, in characters. */
const LONGEST_SOURCE = 40;
const LONGEST_CODE = 200;

/** Of files: an id that is no number of ours and does not say whose it is. */
export const FILE_SOURCE = 'arquivo';

const source = new RegExp(`^[a-z][a-z0-9_.-]{0,${LONGEST_SOURCE - 1}}$`);
const code = textUpTo(LONGEST_CODE);

/** Something that looks like an id elsewhere, in JSON Schema's words. */
export const identifierShape = `^[A-Za-z][A-Za-z0-9_.-]{0,${LONGEST_SOURCE - 1}}:[^\\u0000-\\u001f\\u007f-\\u009f]{1,${LONGEST_CODE}}$`;

/** A text that is no id elsewhere. */
export class InvalidIdentifier extends Error {
  constructor(readonly accepted: Text) {
    super(accepted.en);
  }
}

/** Text before the first colon, and after it. Throws InvalidIdentifier. */
export function parseIdentifier(text: string, of: NumberedTable): string {
  const colon = text.indexOf(':');
  const fonte = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  // The same letters may be written in two ways.
  const codigo = text
    .slice(colon + 1)
    .trim()
    .normalize('NFC');
  if (!source.test(fonte))
    throw new InvalidIdentifier({
      pt: `fonte:codigo, como loja:ana; a fonte, de 1 a ${LONGEST_SOURCE} letras sem acento, algarismos, "_", "." e "-", começa com uma letra`,
      en: `source:code, like loja:ana; the source, of 1 to ${LONGEST_SOURCE} plain letters, digits, "_", "." and "-", begins with a letter`,
    });
  if (codigo === '' || !code.test(codigo))
    throw new InvalidIdentifier({
      pt: `fonte:codigo, com um código de 1 a ${LONGEST_CODE} caracteres`,
      en: `source:code, with a code of 1 to ${LONGEST_CODE} characters`,
    });
  const known = of === 'filmes' ? filmSources.get(fonte) : undefined;
  if (!known) return `${fonte}:${codigo}`;
  const normal = known.normal(codigo);
  if (normal === null)
    throw new InvalidIdentifier({
      pt: `um código como ${fonte}:${known.example}`,
      en: `a code like ${fonte}:${known.example}`,
    });
  return `${fonte}:${normal}`;
}

/** The parts of a text that {@link parseIdentifier} gave. */
export function partsOf(identifier: string): Identifier {
  const colon = identifier.indexOf(':');
  return { fonte: identifier.slice(0, colon), codigo: identifier.slice(colon + 1) };
}

interface FilmSource {
  readonly example: string;
  /** The one way in which a code is written; null for what is none. */
  normal(codigo: string): string | null;
}

/** Spreadsheets write whole numbers as `603.0`, and cut zeros. */
const number = (codigo: string): string | null => /^0*(\d{1,15})(\.0+)?$/.exec(codigo)?.[1] ?? null;

const filmSources: ReadonlyMap<string, FilmSource> = new Map([
  [
    'imdb',
    {
      example: 'tt0111161',
      normal: (codigo) => {
        const digits =
          /^(?:https?:\/\/(?:\w+\.)?imdb\.com\/title\/)?(?:tt)?0*([1-9]\d{0,9})(?:\.0+)?\/?(?:\?.*)?$/i.exec(codigo);
        return digits && `tt${digits[1].padStart(7, '0')}`;
      },
    },
  ],
  [
    'tmdb',
    {
      example: '278',
      normal: (codigo) => number(/^https?:\/\/(?:www\.)?themoviedb\.org\/movie\/(\d+)/i.exec(codigo)?.[1] ?? codigo),
    },
  ],
  ['movielens', { example: '318', normal: number }],
  [
    'letterboxd',
    {
      example: 'the-shawshank-redemption',
      normal: (codigo) => {
        const address = codigo.replace(/^https?:\/\//i, '').replace(/^www\./i, '');
        // A short address tells nothing of the long one, and its letters differ by case.
        const short = /^boxd\.it\/(\w+)\/?$/i.exec(address);
        if (short) return `boxd.it/${short[1]}`;
        const slug = /^(?:letterboxd\.com\/(?:[\w-]+\/)?film\/)?([a-z0-9_-]+)(?:\/.*)?$/i.exec(address);
        return slug?.[1].toLowerCase() ?? null;
      },
    },
  ],
]);

/** A number of ours in digits; null for anything else. */
export function parseNumber(text: string): number | null {
  const id = Number(text);
  return /^\d{1,16}$/.test(text) && id > 0 && Number.isSafeInteger(id) ? id : null;
}
