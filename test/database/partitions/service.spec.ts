import { onPartitions } from '../../support/databases';

/** What writes, erases, merges, replaces, exports and counts. */
const files = [
  ...['http/ratings', 'http/batches', 'http/writing', 'http/parallel-writes', 'http/experiments', 'http/replacement'],
  ...['merging/merging', 'importing/events', 'importing/replacement', 'importing/export/export'],
];

onPartitions(32, () => {
  for (const file of files) jest.requireActual(`../../${file}.spec`);
});
