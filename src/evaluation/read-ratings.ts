import { recognise } from '../importing/formats/recognise';
import type { RatingInput, Refused, Table } from '../importing/reading/rows';
import { UnusableSource } from '../importing/reading/unusable-source';
import { detectScale, rescale, scaleTo } from '../importing/reading/scale';
import { openSources } from '../importing/reading/sources';

/** The ratings of a file, on our scale and in the file's order, without a database. */
export interface RatingsFile {
  readonly name: string;
  readonly ratings: RatingInput[];
  /** Number of the row each rating stood in: 0 is the first after the header. */
  readonly rowNumbers: number[];
  readonly refused: Refused[];
}

/**
 * Read the ratings in a file, folder or zip, whole. scale: top of theirs; else the file's own, or what its ratings look
 * like, as an import reads them. Throws UnusableSource when there is not exactly one table of them.
 * The memory grows with the file: it is for measuring, not for importing.
 */
export async function readRatings(path: string, scale?: number): Promise<RatingsFile> {
  const sources = await openSources(path);
  try {
    const { tables } = await recognise(sources);
    const found = tables.filter((table): table is Table<'avaliacoes'> => table.kind === 'avaliacoes');
    const table = found.at(0);
    if (!table || found.length > 1)
      throw new UnusableSource({
        pt: `${path}: precisa conter uma tabela de avaliações, e contém ${found.length}`,
        en: `${path} must hold one table of ratings, and holds ${found.length}`,
      });
    return await readTable(table, scale);
  } finally {
    await sources.close();
  }
}

async function readTable(table: Table<'avaliacoes'>, given: number | undefined): Promise<RatingsFile> {
  const known = given ?? table.scale;
  const scale = known === undefined ? await detectScale(table) : scaleTo(known);
  const file: RatingsFile = { name: table.file, ratings: [], rowNumbers: [], refused: [] };
  let firstLine = Infinity;
  for await (const read of table.read()) {
    for (const { line } of [...read.accepted, ...read.refused]) firstLine = Math.min(firstLine, line);
    const { accepted, refused } = rescale(read, scale, given === undefined);
    file.refused.push(...refused);
    for (const { row, line } of accepted) {
      file.ratings.push(row);
      file.rowNumbers.push(line - firstLine);
    }
  }
  return file;
}
