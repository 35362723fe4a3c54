import type { Signals } from '../config/signals';
import { recognise } from '../importing/formats/recognise';
import type { Refused, StoredByKind, Table } from '../importing/reading/rows';
import { UnusableSource } from '../importing/reading/unusable-source';
import { detectScale, rescale, scaleTo } from '../importing/reading/scale';
import { openSources } from '../importing/reading/sources';
import { numberOf } from './number-of';
import { readTold } from './read-told';

/**
 * The ratings of a file, on our scale and in the file's order, without a database. After them what events tell of other films, in
 * the place of a rating: see `toldPreference`.
 */
export interface RatingsFile {
  readonly name: string;
  readonly ratings: StoredByKind['avaliacoes'][];
  /** Number of the row each rating stood in: 0 is the first after the header. What events tell has none. */
  readonly rowNumbers: number[];
  readonly refused: Refused[];
}

/**
 * Read the ratings in a file, folder or zip, whole. scale: top of theirs; else the file's own, or what its ratings look
 * like, as an import reads them; and the events beside them, or alone. signals: what events say. Throws UnusableSource when there
 * is neither, or more than one table of ratings.
 * The memory grows with the file: it is for measuring, not for importing.
 */
export async function readRatings(path: string, signals: Signals, scale?: number): Promise<RatingsFile> {
  const sources = await openSources(path);
  try {
    const { tables } = await recognise(sources);
    const found = tables.filter((table): table is Table<'avaliacoes'> => table.kind === 'avaliacoes');
    const events = tables.filter((table): table is Table<'eventos'> => table.kind === 'eventos');
    const named = [...found, ...events].at(0);
    if (!named || found.length > 1)
      throw new UnusableSource({
        pt: `${path}: precisa conter uma tabela de avaliações, e contém ${found.length}; ou eventos`,
        en: `${path} must hold one table of ratings, and holds ${found.length}; or events`,
      });
    const table = found.at(0);
    const file = table ? await readTable(table, scale) : { name: named.file, ratings: [], rowNumbers: [], refused: [] };
    for (const told of await readTold(events, file, signals)) file.ratings.push(told);
    return file;
  } finally {
    await sources.close();
  }
}

async function readTable(table: Table<'avaliacoes'>, given: number | undefined): Promise<RatingsFile> {
  const known = given ?? table.scale;
  const scale =
    known === undefined
      ? await detectScale(table)
      : typeof known === 'number'
        ? scaleTo(known)
        : { ...known, unrated: null };
  if (known === undefined) table.dates?.decide(table.file);
  const file: RatingsFile = { name: table.file, ratings: [], rowNumbers: [], refused: [] };
  let firstLine = Infinity;
  for await (const read of table.read()) {
    for (const { line } of [...read.accepted, ...read.refused]) firstLine = Math.min(firstLine, line);
    const { accepted, refused } = rescale(read, scale, given === undefined);
    file.refused.push(...refused);
    for (const { row, line } of accepted) {
      file.ratings.push({ ...row, usuario_id: numberOf(row.usuario_id), filme_id: numberOf(row.filme_id) });
      file.rowNumbers.push(line - firstLine);
    }
  }
  return file;
}
