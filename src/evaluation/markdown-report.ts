import type { EvaluationResult } from './evaluation-result';
import {
  beyondCells,
  candidateCells,
  coldFilmCells,
  coldUserCells,
  comparisonCells,
  leaningCells,
  qualityCells,
} from './result-tables';
import { markdownTable } from '../terminal/text-table';
import { headings as allHeadings } from './headings';

const headings = allHeadings.en;

const CUT_NAMES = { tempo: 'time split', data: 'split at a date', aleatorio: 'random split' } as const;

/** What was found, for the model card. */
export function markdownReport(result: EvaluationResult): string {
  const { data, quality, comparisons, leanings, easeRefused, coldFilms, coldUsers, candidates } = result;
  const number = (value: number): string => value.toLocaleString('en');
  const parts = [
    `### ${data.name}, ${candidates ? 'given candidates' : CUT_NAMES[data.cut]}`,
    `${number(data.users)} users, ${number(data.films)} films, ${number(data.trainRatings)} ratings to train on and ` +
      `${number(data.testRatings)} held out. Seeds: ${data.seeds.join(', ')}.`,
    ...(candidates ? [] : [markdownTable(qualityCells(quality, headings))]),
  ];
  if (candidates) {
    parts.push(`${number(candidates.cases)} cases.`, markdownTable(candidateCells(candidates, headings)));
    for (const { name, chosen } of candidates.lines) if (chosen) parts.push(`${name}: ${chosen}.`);
    return `${parts.join('\n\n')}\n`;
  }
  for (const { name, chosen } of quality) if (chosen) parts.push(`${name}: ${chosen}.`);
  if (easeRefused)
    parts.push(`EASE was not measured: ${number(easeRefused.films)} films, more than ${number(easeRefused.most)}.`);
  parts.push(
    `Beyond accuracy (diversity by ${result.diversityOf === 'genres' ? 'genres' : 'raters in common'}):`,
    markdownTable(beyondCells(quality, headings)),
  );
  if (comparisons.length > 0)
    parts.push(
      `NDCG@10 of ${comparisons[0].ours} against each, users in pairs:`,
      markdownTable(comparisonCells(comparisons, headings)),
    );
  parts.push(
    'What it costs to ask for popularity, from the long tail (-1) to hits (1):',
    markdownTable(leaningCells(leanings, headings)),
  );
  if (coldFilms)
    parts.push(
      `Films nobody has rated: ${number(coldFilms.hiddenFilms)} hidden, ${number(coldFilms.users)} users.`,
      markdownTable(coldFilmCells(coldFilms, headings)),
    );
  if (coldUsers)
    parts.push(
      `Users outside the training, NDCG@10 by the number of ratings known: ${number(coldUsers.users)} users.`,
      markdownTable(coldUserCells(coldUsers, headings)),
    );
  return `${parts.join('\n\n')}\n`;
}
