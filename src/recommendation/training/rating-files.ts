import { say, sayText } from '../../config/language';
import { recognise } from '../../importing/formats/recognise';
import type { Table } from '../../importing/reading/rows';
import { OUR_SCALE, rescale } from '../../importing/reading/scale';
import { openSources } from '../../importing/reading/sources';
import type { PlacedRating } from './rating-lines';
import { UnusableSums } from './sums-file';

/**
 * The ratings of a file, a folder or a zip, as an import reads them: CSV, NDJSON or Parquet. Numbers of users and films are ours, and
 * the scale is: what an import would ask or guess is refused. Throws UnusableSource, and UnusableSums that names file and line.
 */
export async function* ratingsOfFiles(path: string): AsyncGenerator<PlacedRating> {
  const files = await openSources(path);
  try {
    const { tables } = await recognise(files);
    const ratings = tables.filter((table): table is Table<'avaliacoes'> => table.kind === 'avaliacoes');
    if (ratings.length === 0) throw new UnusableSums(say(`${path} não tem avaliações`, `${path} has no ratings`));
    for (const table of ratings) yield* ratingsOfTable(table);
  } finally {
    await files.close();
  }
}

async function* ratingsOfTable(table: Table<'avaliacoes'>): AsyncGenerator<PlacedRating> {
  if (table.undecided) {
    const rows = table.read();
    while (!(await rows.next()).done);
  }
  table.dates?.decide(table.file);
  for await (const batch of table.read()) {
    const { accepted, refused } = rescale(batch, OUR_SCALE, false);
    if (refused.length > 0) throw unusable(table.file, refused[0].line, sayText(refused[0].reason));
    for (const { line, row, lost } of accepted) {
      const { usuario_id: user, filme_id: film, avaliacao: rating, avaliado_em: time } = row;
      if (lost?.includes('avaliado_em'))
        throw unusable(table.file, line, say('avaliado_em não se lê', 'avaliado_em cannot be read'));
      if (row.mentions || typeof user !== 'number' || typeof film !== 'number')
        throw unusable(
          table.file,
          line,
          say(
            'usuario_id e filme_id são aqui números deste banco',
            'usuario_id and filme_id are numbers of this database here',
          ),
        );
      yield { place: `${table.file}:${line}`, user, film, rating, time: time ?? NaN };
    }
  }
}

function unusable(file: string, line: number, reason: string): UnusableSums {
  return new UnusableSums(`${file}:${line}: ${reason}`);
}
