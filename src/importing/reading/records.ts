import { parse } from 'csv-parse/sync';
import type { Text } from '../../http/language';
import { at } from '../../invariants';
import type { Line } from './lines';
import type { Refused } from './rows';

/** The values of one row by column name. A column that a file does not have is absent. */
export type Cells = Readonly<Record<string, string | undefined>>;

/** One row of a file before anybody looked at its values. */
export interface TextRecord {
  readonly line: number;
  readonly text: string;
  readonly cells: Cells;
}

/** How delimited text is written. */
export interface DelimitedSyntax {
  /** In their order; null for one that is left out. */
  readonly columns: readonly (string | null)[];
  readonly delimiter: string;
  /** Values may stand in double quotes, as in CSV. */
  readonly quoted: boolean;
}

/** A quoted value may go over this many lines; beyond, a closing quote is missing. */
const LONGEST_RECORD = 20;

/**
 * The rows of delimited text. Lines without quotes are split, the others go to csv-parse, record by record: one
 * broken row costs that row only, even when its quote is never closed.
 */
export async function* readDelimited(
  lines: AsyncIterable<Line[]>,
  syntax: DelimitedSyntax,
): AsyncGenerator<(TextRecord | Refused)[]> {
  let waiting: Line[] = [];
  for await (const batch of lines) {
    const { records, open } = toRecords(waiting.concat(batch), syntax, false);
    waiting = open;
    yield records;
  }
  if (waiting.length > 0) yield toRecords(waiting, syntax, true).records;
}

/** Turn lines into records; `open` are the last lines, when a quoted value may go on in the lines to come. */
function toRecords(
  lines: Line[],
  syntax: DelimitedSyntax,
  last: boolean,
): { records: (TextRecord | Refused)[]; open: Line[] } {
  const records: (TextRecord | Refused)[] = [];
  const quoted: { place: number; line: Line }[] = [];
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (line.problem !== undefined) records.push(refuse(line, line.problem));
    else if (!syntax.quoted || !line.text.includes('"') || isPlain(line.text, syntax))
      records.push(toRecord(line, splitPlain(line.text, syntax.delimiter), syntax));
    else if (isBalanced(line.text)) {
      quoted.push({ place: records.length, line });
      records.push(refuse(line, { pt: 'aspas fora do lugar', en: 'quotes where they do not belong' }));
    } else {
      const size = openRecordSize(lines, at);
      if (size === null && !last && lines.length - at < LONGEST_RECORD) break;
      const joined = size === null ? null : joinedRecord(lines.slice(at, at + size), syntax);
      records.push(joined ?? refuse(line, { pt: 'aspas que não fecham', en: 'quotes that are not closed' }));
      if (size !== null && joined) at += size - 1;
    }
  }
  parseQuoted(quoted, records, syntax);
  return { records, open: lines.slice(at) };
}

/** How many lines from `start` on make up a record whose quotes are closed; null when they are not. */
function openRecordSize(lines: Line[], start: number): number | null {
  let text = '';
  for (let size = 1; size <= LONGEST_RECORD; size++) {
    const line = lines.at(start + size - 1);
    if (!line || line.problem !== undefined) return null;
    text += line.text;
    if (isBalanced(text)) return size;
  }
  return null;
}

/** A record over several lines; null unless it is a sound one, so that its lines are looked at one by one. */
function joinedRecord(lines: Line[], syntax: DelimitedSyntax): TextRecord | null {
  const text = lines.map((line) => line.text).join('\n');
  const fields = parseCsv(text, syntax)?.at(0);
  if (fields?.length !== syntax.columns.length) return null;
  return { line: lines[0].number, text, cells: toCells(fields, syntax.columns) };
}

/** Put what csv-parse makes of the quoted lines into their places: all at once, or one by one if one is broken. */
function parseQuoted(
  quoted: { place: number; line: Line }[],
  records: (TextRecord | Refused)[],
  syntax: DelimitedSyntax,
): void {
  const all = parseCsv(quoted.map(({ line }) => line.text).join('\n'), syntax);
  const together = all?.length === quoted.length ? all : null;
  quoted.forEach(({ place, line }, n) => {
    const fields = together?.[n] ?? parseCsv(line.text, syntax)?.[0];
    if (fields) records[place] = toRecord(line, fields, syntax);
  });
}

/** The same as `split`, in two thirds of the time for lines of few values. */
function splitPlain(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let from = 0;
  for (let to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
    fields.push(text.slice(from, to));
    from = to + delimiter.length;
  }
  fields.push(text.slice(from));
  return fields;
}

/** The values in one line of delimited text; null when its quotes are not in their places. */
export function splitQuoted(line: string, delimiter: string): string[] | null {
  return parseCsv(line, { delimiter })?.at(0) ?? null;
}

function parseCsv(text: string, { delimiter }: Pick<DelimitedSyntax, 'delimiter'>): string[][] | null {
  if (text === '') return null;
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true });
  } catch {
    return null;
  }
}

function toRecord(line: Line, fields: string[], { columns }: DelimitedSyntax): TextRecord | Refused {
  if (fields.length !== columns.length)
    return refuse(line, {
      pt: `${columns.length} colunas esperadas, ${fields.length} encontradas`,
      en: `${columns.length} columns expected, ${fields.length} found`,
    });
  return { line: line.number, text: line.text, cells: toCells(fields, columns) };
}

function toCells(fields: string[], columns: readonly (string | null)[]): Cells {
  const cells: Record<string, string> = {};
  for (const [n, column] of columns.entries()) if (column !== null) cells[column] = at(fields, n, 'field');
  return cells;
}

/** With tabs between values a quote that opens none is a character like others, and so is one that nothing closes. */
function isPlain(text: string, { delimiter, columns }: DelimitedSyntax): boolean {
  if (delimiter !== '\t') return false;
  const fields = text.split(delimiter);
  return fields.length === columns.length && fields.every((field) => !/^\s*"[^]*"\s*$/.test(field));
}

function isBalanced(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 0;
}

/** Which lines of NDJSON to read, where each says in `tipo` what it is. */
export interface Selection {
  readonly word: string;
  /** The words of all lines that somebody reads. */
  readonly others: readonly string[];
  /** Reject lines that nobody reads. */
  readonly takesUnknown: boolean;
}

/** The rows of NDJSON: one object a line, with no other fields than `columns`. */
export async function* readNdjson(
  lines: AsyncIterable<Line[]>,
  columns: readonly string[],
  only?: Selection,
  lenient: boolean | ReadonlyMap<string, string> = false,
): AsyncGenerator<(TextRecord | Refused)[]> {
  const known = new Set(columns);
  const record = only
    ? selector(only, known)
    : (line: Line) =>
        lenient ? lenientRecord(line, known, lenient === true ? undefined : lenient) : jsonRecord(line, known);
  for await (const batch of lines) yield batch.flatMap((line) => record(line) ?? []);
}

/** Reads the lines of one kind; null for the lines of others. */
function selector(only: Selection, known: ReadonlySet<string>): (line: Line) => TextRecord | Refused | null {
  // The lines of an export begin like this: most need not be parsed to be passed over.
  const beginnings = only.others.filter((word) => word !== only.word).map((word) => `{"tipo":"${word}"`);
  return (line) => {
    if (beginnings.some((beginning) => line.text.startsWith(beginning))) return null;
    const value = line.problem === undefined ? parseObject(line.text) : null;
    if (value?.tipo === only.word) {
      delete value.tipo;
      return cellsOf(line, value, known);
    }
    if (!only.takesUnknown || only.others.some((word) => word === value?.tipo)) return null;
    return line.problem === undefined && value
      ? refuse(line, { pt: `tipo não é ${only.others.join(', ')}`, en: `tipo is not one of ${only.others.join(', ')}` })
      : jsonRecord(line, known);
  };
}

function lenientRecord(
  line: Line,
  known: ReadonlySet<string>,
  called?: ReadonlyMap<string, string>,
): TextRecord | Refused {
  const value = line.problem === undefined ? parseObject(line.text) : null;
  if (!value) return jsonRecord(line, known);
  const cells: Record<string, string> = {};
  for (const [field, cell] of Object.entries(value)) {
    const name = called ? called.get(field) : field;
    if (name !== undefined && known.has(name))
      cells[name] = typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell);
  }
  return { line: line.number, text: line.text, cells };
}

function jsonRecord(line: Line, known: ReadonlySet<string>): TextRecord | Refused {
  if (line.problem !== undefined) return refuse(line, line.problem);
  const value = parseObject(line.text);
  return value ? cellsOf(line, value, known) : refuse(line, { pt: 'não é um objeto JSON', en: 'is not a JSON object' });
}

function cellsOf(line: Line, value: Record<string, unknown>, known: ReadonlySet<string>): TextRecord | Refused {
  const cells: Record<string, string> = {};
  for (const [name, cell] of Object.entries(value)) {
    if (!known.has(name)) return refuse(line, { pt: `campo desconhecido: ${name}`, en: `unknown field: ${name}` });
    // The one field that is an object: what a team says of a film.
    if (
      (name === 'atributos' && typeof cell === 'object' && cell !== null) ||
      (name === 'identificadores' && Array.isArray(cell))
    ) {
      cells[name] = JSON.stringify(cell);
      continue;
    }
    if (typeof cell !== 'string' && typeof cell !== 'number' && cell !== null)
      return refuse(line, { pt: `${name} não é texto nem número`, en: `${name} is neither a text nor a number` });
    cells[name] = cell === null ? '' : String(cell);
  }
  return { line: line.number, text: line.text, cells };
}

/** The JSON object in a text, or null if it is something else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function refuse(line: Line, reason: Text): Refused {
  return { line: line.number, text: line.text, reason, interrupted: line.interrupted };
}
