import { fold } from '../../database/fold';
import { LONGEST_EVENT_ID } from '../../events/event-row';
import { attributesTaken, attributesText } from '../../films/attributes';
import { FIRST_YEAR, LAST_YEAR, longestInFilm } from '../../films/film-row';
import type { Text } from '../../http/language';
import { LARGEST_CHOSEN_ID } from '../../http/id.pipe';
import { LAST_MOMENT, momentOf } from '../../http/iso-time';
import { isMoment, type Dates } from './dates';
import { addressShape, emailShape, LONGEST_EMAIL, sameEmail, storable, textUpTo } from '../../http/storable-text';
import { FILE_SOURCE, InvalidIdentifier, parseIdentifier, type Ref } from '../../identifiers/identifier';
import type { NumberedTable } from '../../database/dialect';
import { MAX_RATING } from '../../ratings/profile';
import { LONGEST_NAME } from '../../users/user-row';

/** A value that cannot be taken. The message is the reason that people read, in Portuguese; `text` has it in both languages. */
export class InvalidCell extends Error {
  readonly text: Text;

  constructor(pt: string, en: string) {
    super(pt);
    this.text = { pt, en };
  }
}

/** The longest text that each field takes, in characters. */
export const longest = {
  ...longestInFilm,
  nome: LONGEST_NAME,
  email: LONGEST_EMAIL,
  id: LONGEST_EVENT_ID,
  tipo: LONGEST_EVENT_ID,
  recomendacao_id: LONGEST_EVENT_ID,
} as const;

const sized = Object.fromEntries(Object.entries(longest).map(([name, most]) => [name, textUpTo(most)])) as Record<
  keyof typeof longest,
  RegExp
>;

/** A rating as most files write it, which needs no second look. */
const plainRating = /^\d{1,3}(\.\d{1,9})?$/;

/**
 * A positive whole number of up to 15 digits, as most files write it: it needs no second look. 0 for all else. Most cells of large files are
 * such, and this takes half the time of an expression and `Number`.
 */
function plainWhole(text: string | undefined): number {
  if (text === undefined || text.length === 0 || text.length > 15) return 0;
  let whole = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = text.charCodeAt(n) - ZERO;
    if (digit < 0 || digit > 9 || (digit === 0 && n === 0)) return 0;
    whole = 10 * whole + digit;
  }
  return whole;
}

const ZERO = '0'.charCodeAt(0);

/** Numbers of seconds from here on, in nine or ten digits, are nothing else. */
const PLAIN_SECONDS = 100_000_000;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** An identifier: a positive whole number, not too large for the database to count on from it. */
export function parseId(text: string | undefined, name: string): number {
  const id = Number(text?.replace(',', '.'));
  if (text === undefined || !/^\s*\d+([.,]0+)?\s*$/.test(text) || id === 0 || id > LARGEST_CHOSEN_ID)
    throw new InvalidCell(
      `${name} ${quote(text)} não é um número inteiro de 1 a ${LARGEST_CHOSEN_ID}`,
      `${name} ${quote(text)} is not a whole number from 1 to ${LARGEST_CHOSEN_ID}`,
    );
  return id;
}

/**
 * A film or a person: our number, or an id elsewhere. What is neither is an id that only the file knows, `arquivo:...`; of films
 * what looks like one of IMDb is that.
 */
export function parseRef(text: string | undefined, name: string, of: NumberedTable): Ref {
  const plain = plainWhole(text);
  if (plain > 0) return plain;
  const given = (text ?? '').trim();
  // Spreadsheets write whole numbers with a zero behind the point.
  const whole = given.replace(/^([+-]?\d+)[.,]0+$/, '$1');
  const id = Number(whole);
  if (/^\d+$/.test(whole) && id > 0) return id > LARGEST_CHOSEN_ID ? parseId(text, name) : id;
  if (given === '') return parseId(text, name);
  const zero = /^[+-]?0+$/.test(whole) ? '0' : whole;
  const isNamed = /^[a-z][a-z0-9_.-]*:(?!\/\/)/i.test(zero);
  const own = of === 'filmes' && /^tt\d{5,}$/i.test(zero) ? 'imdb' : FILE_SOURCE;
  return identifierIn(isNamed ? zero : `${own}:${zero}`, name, of);
}

/**
 * Ids elsewhere: a JSON array, or with commas or bars between them; a comma that belongs to one has no `fonte:` behind it.
 */
export function parseIdentifiers(text: string, of: NumberedTable): string[] {
  const given: unknown[] = text.trim().startsWith('[') ? listIn(text) : text.split(/[|,](?=\s*[a-z][a-z0-9_.-]*:)/i);
  return given
    .filter((one) => String(one).trim() !== '')
    .map((one) => identifierIn(String(one), 'identificadores', of));
}

function listIn(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {
    // Told below.
  }
  throw new InvalidCell(`identificadores ${quote(text)} não é uma lista`, `identificadores ${quote(text)} is no list`);
}

function identifierIn(text: string, name: string, of: NumberedTable): string {
  try {
    return parseIdentifier(text, of);
  } catch (error) {
    if (!(error instanceof InvalidIdentifier)) throw error;
    const { pt, en } = error.accepted;
    throw new InvalidCell(`${name} ${quote(text)}; aceita ${pt}`, `${name} ${quote(text)}; takes ${en}`);
  }
}

/** What says that somebody liked a film, or did not, where a file has words instead of numbers. */
const opinions = new Map(
  [
    [
      ...['like', 'liked', 'likes', 'love', 'loved', 'true', 'up', 'thumbs up', 'yes', '👍', '❤'],
      ...['gostei', 'gostou', 'amei', 'amou', 'adorei', 'adorou', 'sim', 'verdadeiro'],
    ],
    [
      ...['dislike', 'disliked', 'dislikes', 'hate', 'hated', 'false', 'down', 'thumbs down', 'no', '👎'],
      ...['não gostei', 'não gostou', 'odiei', 'odiou', 'detestei', 'detestou', 'não', 'falso'],
    ],
  ].flatMap((words, n) => words.map((word) => [fold(word), n === 0 ? MAX_RATING : 0] as const)),
);

/** A rating as a cell has it. */
export interface CellRating {
  /** On the scale of its file, unless the next says otherwise. */
  readonly avaliacao: number;
  /** Of how many it is, where its own text says so. */
  readonly topo?: number;
}

/** As `8/10`, `3,5 de 5`, `7 out of 10`. Halves of a star are written like this, too: `1/2`. */
const outOf = /^(\d+(?:[.,]\d+)?)\s*(?:\/|out of|of|de|em)\s*(\d+(?:[.,]0+)?)$/i;
const LEAST_TOP = 3;

/** As `★★★½☆`: what is filled, and what is not. */
const drawn = /^([★⭐*]*)(½?)([☆✩]*)$/u;
const drawnTops = [MAX_RATING, 10] as const;

/**
 * A rating on whatever scale: a number, with a comma or a point; of how many (`8/10`, `80%`); stars, as `★★★½` or `3½`; or one of two
 * words, which are the ends of ours.
 */
export function parseRating(text: string | undefined): CellRating {
  if (text !== undefined && plainRating.test(text)) return { avaliacao: Number(text) };
  const given = (text ?? '').trim().replaceAll('\uFE0F', '');
  const opinion = opinions.get(fold(given).replaceAll(/[_-]/g, ' '));
  if (opinion !== undefined) return { avaliacao: opinion, topo: MAX_RATING };
  const [, rating, top] = outOf.exec(given) ?? [];
  if (Number(top) >= LEAST_TOP) return { avaliacao: toNumber(rating), topo: Number(top) };
  const stars = given === '' ? null : drawn.exec(given);
  if (stars) return starsIn(stars);
  const number = given.replace(/\s*(%|stars?|estrelas?)$/i, '').replace(/^(\d+)\s*(½|(?<=\s)1\/2)$/, '$1.5');
  if (!decimal.test(number.replace(',', '.')) || !Number.isFinite(toNumber(number)))
    throw new InvalidCell(`avaliação ${quote(text)} não é um número`, `rating ${quote(text)} is not a number`);
  return { avaliacao: toNumber(number), ...(given.endsWith('%') ? { topo: 100 } : {}) };
}

function starsIn([, full, half, empty]: readonly string[]): CellRating {
  const top = full.length + half.length + empty.length;
  const avaliacao = full.length + half.length / 2;
  const topo = drawnTops.find((one) => one === top);
  // Five that are all filled may be five of ten.
  return topo !== undefined && (empty !== '' || topo > MAX_RATING) ? { avaliacao, topo } : { avaliacao };
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}

/** How much of something, from 0 to 1; null when nobody says. */
export function parseShare(text: string | undefined, name: string): number | null {
  const number = (text ?? '').trim().replace(',', '.');
  if (number === '') return null;
  if (!decimal.test(number) || Number(number) < 0 || Number(number) > 1)
    throw new InvalidCell(
      `${name} ${quote(text)} não é um número de 0 a 1`,
      `${name} ${quote(text)} is not a number from 0 to 1`,
    );
  return Number(number);
}

/** A year of release; null when there is none. */
export function parseYear(text: string | undefined): number | null {
  const year = (text ?? '').trim();
  if (year === '') return null;
  if (!/^\d{4}([.,]0+)?$/.test(year) || !isYear(parseInt(year, 10)))
    throw new InvalidCell(
      `ano ${quote(text)} não vai de ${FIRST_YEAR} a ${LAST_YEAR}`,
      `year ${quote(text)} is not from ${FIRST_YEAR} to ${LAST_YEAR}`,
    );
  return parseInt(year, 10);
}

export function isYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/**
 * Unix time in seconds, as MovieLens has it, in milliseconds where it is too large for that, or written out (see `momentOf`);
 * 20150403 is that day. null when there is none. Result: milliseconds.
 */
export function parseSeconds(text: string | undefined, dates?: Dates): number | null {
  const plain = plainWhole(text);
  if (plain >= PLAIN_SECONDS && plain < 100 * PLAIN_SECONDS && plain * 1000 <= LAST_MOMENT) return plain * 1000;
  const given = (text ?? '').trim();
  if (given === '') return null;
  const number = /^\d+(\.\d+)?(e\+?\d{1,2})?$/i.test(given) ? Number(given) : NaN;
  const day = momentOf(given.replace(/^((?:19|20)\d\d)([01]\d)([0-3]\d)$/, '$1-$2-$3'));
  const moment =
    day !== null && given.length === 8
      ? day
      : Number.isNaN(number)
        ? ((dates ? dates.momentOf(given) : momentOf(given)) ?? NaN)
        : number * 1000 <= LAST_MOMENT
          ? Math.round(number * 1000)
          : numberedMoment(number);
  if (!isMoment(moment))
    throw new InvalidCell(
      `data ${quote(text)} não é um número de segundos desde 1970 nem uma data ISO 8601`,
      `date ${quote(text)} is not a number of seconds since 1970 nor a date of ISO 8601`,
    );
  return moment;
}

/**
 * A moment in ISO 8601 (UTC unless it says otherwise), or in milliseconds or seconds since 1970; null when there is none.
 * A number is taken in the unit in which it lies after 1990: nobody rated films online before, and no number does in both.
 */
export function parseMoment(text: string | undefined, name = 'avaliado_em', dates?: Dates): number | null {
  const given = (text ?? '').trim();
  if (given === '') return null;
  const moment = /^\d+(\.0+)?$/.test(given)
    ? numberedMoment(Number(given))
    : ((dates ? dates.momentOf(given) : momentOf(given)) ?? NaN);
  if (!isMoment(moment))
    throw new InvalidCell(
      `${name} ${quote(text)} não é uma data ISO 8601 nem um número de milissegundos ou segundos desde 1970, de 1990 a 2099`,
      `${name} ${quote(text)} is neither an ISO 8601 date nor a number of milliseconds or seconds since 1970, from 1990 to 2099`,
    );
  return moment;
}

const FIRST_NUMBERED_MOMENT = Date.UTC(1990, 0, 1);

/** NaN when it is in neither unit. */
function numberedMoment(number: number): number {
  return [number, number * 1000].find((moment) => moment >= FIRST_NUMBERED_MOMENT && moment <= LAST_MOMENT) ?? NaN;
}

/** A text without spaces around it. Throws if it is too long, or cannot be stored. */
export function parseText(text: string, name: keyof typeof longest): string {
  const value = text.trim();
  if (!storable.test(value))
    throw new InvalidCell(`${name} com caracteres inválidos`, `${name} with invalid characters`);
  if (!sized[name].test(value))
    throw new InvalidCell(
      `${name} com mais de ${longest[name]} caracteres`,
      `${name} with more than ${longest[name]} characters`,
    );
  return value;
}

/** A text that must not be empty. */
export function parseRequired(text: string | undefined, name: keyof typeof longest): string {
  const value = parseText(text ?? '', name);
  if (value === '') throw new InvalidCell(`${name} vazio`, `${name} is empty`);
  return value;
}

/** An email address, by its shape; null when there is none. */
export function parseEmail(text: string): string | null {
  const email = parseText(sameEmail(text), 'email');
  if (email === '') return null;
  if (!emailShape.test(email))
    throw new InvalidCell(`email ${quote(text)} não é um endereço`, `email ${quote(text)} is no address`);
  return email;
}

/** A whole number, `90` or `90.0`; null when there is none. */
export function parseWhole(text: string, name: string, min: number, max: number): number | null {
  const given = text.trim();
  if (given === '') return null;
  if (!/^\d{1,9}([.,]0+)?$/.test(given) || parseInt(given, 10) < min || parseInt(given, 10) > max)
    throw new InvalidCell(
      `${name} ${quote(text)} não é um número inteiro de ${min} a ${max}`,
      `${name} ${quote(text)} is not a whole number from ${min} to ${max}`,
    );
  return parseInt(given, 10);
}

/** An address of the web; null when there is none. */
export function parseAddress(text: string): string | null {
  const address = parseText(text, 'poster_url');
  if (address === '') return null;
  if (!addressShape.test(address))
    throw new InvalidCell(
      `poster_url ${quote(text)} não é um endereço http:// ou https://`,
      `poster_url ${quote(text)} is no address of http:// or https://`,
    );
  return address;
}

/** Attributes of a film, as JSON; null when there are none. */
export function parseAttributes(text: string): string | null {
  if (text.trim() === '') return null;
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // It is told below.
  }
  const attributes = attributesText(value);
  if (attributes === null)
    throw new InvalidCell(
      `atributos ${quote(text)}: aceita ${attributesTaken.pt}`,
      `atributos ${quote(text)}: takes ${attributesTaken.en}`,
    );
  return attributes === '{}' ? null : attributes;
}

/** `pt|en` and `pt,en` become `pt, en`. */
export function parseNames(text: string): string {
  return text
    .split(/[|,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join(', ');
}

/** A value as it is repeated in a reason. */
function quote(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, 40));
}
