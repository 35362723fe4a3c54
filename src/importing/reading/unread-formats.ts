import type { Readable } from 'node:stream';
import type { Text } from '../../http/language';
import { UnusableSource } from './unusable-source';

/** A kind of file that people have and that is not read: what it is, and what to do instead. */
interface Kind {
  readonly is: Text;
  readonly instead: Text;
}

const UNPACK: Text = {
  pt: 'descompacte-o e importe a pasta, ou um zip dela',
  en: 'unpack it and import the folder, or a zip of it',
};
const SAVE_AS_CSV: Text = {
  pt: 'salve cada planilha como CSV e importe os CSVs',
  en: 'save each of its sheets as CSV and import those',
};
const EXPORT_TABLES: Text = {
  pt: 'exporte as tabelas como CSV e importe os CSVs',
  en: 'export its tables as CSV and import those',
};

const archive = (pt: string, en: string): Kind => ({ is: { pt, en }, instead: UNPACK });
const compressed = (by: string): Kind => ({
  is: { pt: `um arquivo comprimido por ${by}`, en: `a file compressed by ${by}` },
  instead: { pt: 'descompacte-o, ou comprima-o por gzip ou zip', en: 'unpack it, or compress it by gzip or zip' },
});
const spreadsheet = (by: string): Kind => ({
  is: { pt: `uma planilha ${by}`, en: `a spreadsheet (${by})` },
  instead: SAVE_AS_CSV,
});

/** What such files hold at some place, each byte a character. */
const MARKS: readonly (Kind & { readonly at: number; readonly bytes: string })[] = [
  { at: 257, bytes: 'ustar', ...archive('um tar', 'a tar archive') },
  { at: 0, bytes: '7z\xbc\xaf\x27\x1c', ...archive('um 7z', 'a 7z archive') },
  { at: 0, bytes: 'Rar!\x1a\x07', ...archive('um rar', 'a rar archive') },
  { at: 4, bytes: '1AY&SY', ...compressed('bzip2') },
  { at: 0, bytes: '\xfd7zXZ\0', ...compressed('xz') },
  { at: 0, bytes: '\x28\xb5\x2f\xfd', ...compressed('Zstandard') },
  { at: 0, bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', ...spreadsheet('.xls') },
  {
    at: 0,
    bytes: 'SQLite format 3\0',
    is: { pt: 'um banco SQLite', en: 'an SQLite database' },
    instead: EXPORT_TABLES,
  },
  {
    at: 0,
    bytes: 'PGDMP',
    is: { pt: 'uma cópia do PostgreSQL (pg_dump)', en: 'a dump of PostgreSQL (pg_dump)' },
    instead: EXPORT_TABLES,
  },
  {
    at: 0,
    bytes: '%PDF-',
    is: { pt: 'um PDF', en: 'a PDF' },
    instead: { pt: 'peça os dados como CSV', en: 'ask for its data as CSV' },
  },
];

const NEEDED = Math.max(...MARKS.map(({ at, bytes }) => at + bytes.length));

/** Spreadsheets are zip archives: by an entry that only they have. */
const SPREADSHEETS: readonly (readonly [entry: string, Kind])[] = [
  ['xl/workbook.xml', spreadsheet('.xlsx')],
  ['xl/workbook.bin', spreadsheet('.xlsb')],
  ['META-INF/manifest.xml', spreadsheet('.ods')],
  ['Index/Document.iwa', spreadsheet('.numbers')],
];

/** Throws UnusableSource when this is the content of a kind that is not read. The stream is of no use afterwards. */
export async function refuseUnread(name: string, content: Readable): Promise<void> {
  let beginning = Buffer.alloc(0);
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      beginning = Buffer.concat([beginning, chunk.subarray(0, NEEDED)]);
      if (beginning.length >= NEEDED) break;
    }
  } catch {
    // What cannot be read is told by whoever reads it as something else.
  }
  const kind = MARKS.find(({ at, bytes }) => beginning.toString('latin1', at, at + bytes.length) === bytes);
  if (kind) throw refused(name, kind);
}

/** Throws UnusableSource when an archive with these entries is a spreadsheet. */
export function refuseSpreadsheet(name: string, entries: readonly string[]): void {
  const found = SPREADSHEETS.find(([entry]) => entries.includes(entry));
  if (found) throw refused(name, found[1]);
}

function refused(name: string, { is, instead }: Kind): UnusableSource {
  return new UnusableSource({
    pt: `${name} é ${is.pt}, que aqui não se lê: ${instead.pt}`,
    en: `${name} is ${is.en}, which is not read here: ${instead.en}`,
  });
}
