import type { Language, Text } from '../../http/language';
import type { ReadingOptions } from '../reading/reading-options';
import type { TakenFile } from '../reading/rows';
import { UnclearSource } from '../reading/unclear-source';
import { UnusableSource } from '../reading/unusable-source';
import { bareName, columnsIn, type FormatFile } from './format';
import { files, formats } from './formats';
import type { Header } from './header-cells';

/** What is told of a file whose first line is that of none: what it is nearest to, and the option that would do. */
export function notRecognised(
  name: string,
  /** As the file has it. */
  shown: string,
  headers: readonly Header[],
  options: ReadingOptions,
): UnclearSource {
  const near = nearestTo(headers);
  const told = option(near);
  const found = printable(shown);
  return new UnclearSource(
    {
      pt: `${name}: cabeçalho não reconhecido\n  encontrado: ${found}${obstacles(near, 'pt')}\n${accepted('pt')}\n${told.pt}`,
      en: `${name}: header not recognised\n  found: ${found}${obstacles(near, 'en')}\n${accepted('en')}\n${told.en}`,
    },
    [seenOf(name, near, options)],
  );
}

/** The same of lines that are no objects of JSON: nobody can say more of these. */
export function lineNotRecognised(name: string, first: string): UnusableSource {
  const found = printable(first);
  return new UnusableSource({
    pt: `${name}: primeira linha não reconhecida\n  encontrado: ${found}\n${accepted('pt')}`,
    en: `${name}: first line not recognised\n  found: ${found}\n${accepted('en')}`,
  });
}

/** What a header that was not recognised has, beside what it is nearest to; no rows, since these may be about anybody. */
function seenOf(name: string, { file, given, known, delimiter }: Near, options: ReadingOptions): TakenFile {
  return {
    file: name,
    kind: file.kind,
    label: { pt: `${nearest.pt} ${file.label.pt}`, en: `${nearest.en} ${file.label.en}` },
    separator: delimiter,
    header: options.headerless !== true,
    columns: given.map((coluna, n) => ({ coluna: options.headerless ? String(n + 1) : coluna, campo: known[n] })),
    rows: [],
  };
}

const nearest = { pt: 'mais parecido com', en: 'nearest to' };
const lacking = { pt: 'faltam', en: 'missing' };
const repeated = { pt: 'colunas repetidas', en: 'repeated columns' };
const unknown = { pt: 'colunas desconhecidas', en: 'unknown columns' };

interface Near {
  readonly file: FormatFile;
  readonly missing: readonly string[];
  readonly given: readonly string[];
  /** By our names; null for one that is not the file's. */
  readonly known: readonly (string | null)[];
  readonly delimiter: string | null;
  /** Columns that are not the file's. */
  readonly others: readonly string[];
  /** How many are. */
  readonly found: number;
}

/** The file that a header is nearest to. */
function nearestTo(headers: readonly Header[]): Near {
  const near = headers.flatMap(({ names: given, delimiter }) =>
    files.map((file) => {
      const { known, missing } = columnsIn(file, given, true);
      const others = given.filter((_, n) => known[n] === null);
      const exact = columnsIn(file, given, false).known.filter((name) => name !== null).length;
      return { file, missing, given, known, delimiter, others, exact, found: given.length - others.length };
    }),
  );
  // A column that is not known says rather whose a rating is than nothing.
  const isUnsigned = ({ file }: Near): number => (file.unsigned ? 1 : 0);
  return near.sort(
    (a, b) =>
      b.found - a.found ||
      b.exact - a.exact ||
      isUnsigned(a) - isUnsigned(b) ||
      a.missing.length - b.missing.length ||
      b.given.length - a.given.length,
  )[0];
}

/** What stands in the way of taking a header for that of the file which it is nearest to. */
function obstacles({ file, missing, given, others, found }: Near, language: Language): string {
  if (found === 0) return '';
  const twice = others.filter((name, n) => given.indexOf(name) < given.lastIndexOf(name) || others.indexOf(name) < n);
  return (
    `\n  ${nearest[language]}: ${file.label[language]}` +
    named(lacking[language], missing) +
    named(repeated[language], twice) +
    named(
      unknown[language],
      others.filter((name) => !twice.includes(name)),
    )
  );
}

/** The option that would do: with it, columns that are not named are left out. */
function option(near: Near): Text {
  const example = pairs(near)
    .map(([name, column]) => `--coluna ${name}=${printable(column)}`)
    .join(' ');
  const call = example.replaceAll('--coluna ', 'coluna=').replaceAll(' coluna', '&coluna');
  return {
    pt: `Diga que coluna é o quê, e as outras ficam de fora: ${example} (ou pelo número, a partir de 1); na API, ${call}`,
    en: `Say which column is what, and the others are left out: ${example.replaceAll('--coluna ', '--column ')} (or by number, from 1 on); in the API, ${call}`,
  };
}

/** What must be there, and the column that it may be: by its name, or else the next one of which nothing is known. */
function pairs({ file, missing, given, known, others, found }: Near): [string, string][] {
  if (found === 0) return [['avaliacao', given[0] ?? '1']];
  if (missing.length === 0) return file.required.map((name) => [name, given[known.indexOf(name)]]);
  const left = [...others];
  const takeAlike = (name: string): string | undefined => {
    const at = left.findIndex((column) => isAlike(column, [name, ...(file.aliases?.[name] ?? [])]));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const alike = new Map(missing.map((name) => [name, takeAlike(name)]));
  return missing.map((name, n) => [name, alike.get(name) ?? left.shift() ?? given.at(n) ?? '1']);
}

/** Whether one is in the other, as `data` in `data da nota`. */
function isAlike(column: string, names: readonly string[]): boolean {
  const bare = bareName(column);
  return names
    .map(bareName)
    .some((name) => name.length > 2 && bare !== '' && (bare.includes(name) || name.includes(bare)));
}

function named(what: string, columns: readonly string[]): string {
  return columns.length > 0 ? `\n  ${what}: ${printable([...new Set(columns)].join(', '))}` : '';
}

/** All that is taken, for people. */
export function accepted(language: Language): string {
  // Some may do without one column or another.
  const distinct = files.filter(({ label }, n) => files.findIndex((one) => one.label.en === label.en) === n);
  const headers = distinct.map(
    ({ label, required, optional = [] }) =>
      `  ${label[language]}: ${required.join(',')}${optional.map((name) => `[,${name}]`).join('')}`,
  );
  const byName = formats.flatMap((format) =>
    format.headerless ? [`  ${language === 'pt' ? 'ou' : 'or'} ${format.headerless.label[language]}`] : [],
  );
  const taken = {
    pt: 'Aceitos (CSV com cabeçalho, ou JSON com estes campos):',
    en: 'Taken (CSV with a header, or JSON with these fields):',
  };
  return [taken[language], ...headers, ...byName].join('\n');
}

/** A text that may be anything, fit for a terminal. */
function printable(text: string): string {
  return text.slice(0, 120).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}
