import type { DateOrder } from './dates';
import type { Encoding } from './lines';

/** What a person says about files that do not show it. */
export interface ReadingOptions {
  /** By our name of a column, or one that we know it by: its name in the file, or its number, from 1 on. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly separator?: string;
  readonly encoding?: Encoding;
  readonly dates?: DateOrder;
  /** The first line is a row. */
  readonly headerless?: boolean;
}

/** `avaliacao=Score`; null when it is not of that shape. */
export function parseColumn(text: string): readonly [string, string] | null {
  const [, name = '', column = ''] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(text) ?? [];
  return name === '' || column === '' ? null : [name, column];
}

const separators: Readonly<Record<string, string>> = {
  virgula: ',',
  comma: ',',
  'ponto-e-virgula': ';',
  semicolon: ';',
  tab: '\t',
  tabulacao: '\t',
  '\\t': '\t',
  espaco: ' ',
  space: ' ',
  barra: '|',
  bar: '|',
};

/** What stands between values: one to three characters, or a name as shells like it better; null for anything else. */
export function parseSeparator(text: string): string | null {
  const known = separators[text.trim().toLowerCase()] as string | undefined;
  return known ?? (/^[^"\p{L}\p{N}\r\n]{1,3}$/u.test(text) ? text : null);
}

const encodings: Readonly<Record<string, Encoding>> = {
  utf8: 'UTF-8',
  utf16: 'UTF-16',
  utf16le: 'UTF-16',
  utf16be: 'UTF-16BE',
  windows1252: 'Windows-1252',
  cp1252: 'Windows-1252',
  latin1: 'Windows-1252',
  iso88591: 'Windows-1252',
};

/** How characters are written; null for what is not known. */
export function parseEncoding(text: string): Encoding | null {
  return encodings[text.toLowerCase().replace(/[\s_-]/g, '')] ?? null;
}

/** The order in dates: `DD/MM/AAAA`, `mm-dd-yyyy`; null for anything else. */
export function parseDateOrder(text: string): DateOrder | null {
  const letters = text.toLowerCase().replace(/[^a-z]/g, '');
  if (/^d{1,2}m{1,2}(a|y){0,4}$/.test(letters)) return 'dmy';
  return /^m{1,2}d{1,2}(a|y){0,4}$/.test(letters) ? 'mdy' : null;
}
