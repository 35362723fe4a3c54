import { MAX_RATING } from '../../ratings/profile';
import { parseObject } from '../reading/records';
import type { Table } from '../reading/rows';
import type { Source } from '../reading/sources';
import { fileTable } from './file-table';
import type { FormatFile } from './format';

/**
 * The tables in NDJSON whose lines say in `tipo` what they are, as those of an export do; none when it does not begin so.
 * Each table reads the file from the beginning, so the order of the lines does not matter.
 */
export function exportTables(source: Source, firstLine: string, files: readonly FormatFile[]): Table[] {
  const kinds = files.flatMap((file) => (file.ndjson ? [{ file, word: file.ndjson.tipo }] : []));
  const words = kinds.map(({ word }) => word);
  if (!words.some((word) => word === parseObject(firstLine)?.tipo)) return [];
  return kinds.map(({ file, word }, n) => {
    // A line that is nothing at all is rejected once, by the first of them.
    const table = fileTable(source, file, { ndjson: true, only: { word, others: words, takesUnknown: n === 0 } });
    // An export is on our scale: there is nothing to find out.
    return file.kind === 'avaliacoes' ? { ...table, scale: MAX_RATING } : table;
  });
}
