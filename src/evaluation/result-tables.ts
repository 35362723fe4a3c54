import type { Estimate } from '../engine/evaluation/bootstrap';
import type {
  CandidateTable,
  ColdFilmTable,
  ColdUserTable,
  Comparison,
  Leaning,
  QualityLine,
} from './evaluation-result';

/** Lines of cells, the first of them the heading. */
export type Cells = string[][];

/** The words of the headings, in the language of the reader. */
export interface Headings {
  readonly quality: readonly string[];
  readonly beyond: readonly string[];
  readonly comparison: readonly string[];
  readonly leaning: readonly string[];
  readonly coldFilms: readonly string[];
  readonly candidates: readonly string[];
  /** The heading for a number of known ratings. */
  readonly known: (ratings: number) => string;
}

export function qualityCells(lines: readonly QualityLine[], { quality }: Headings): Cells {
  return [
    [...quality],
    ...lines.map((line) => [
      line.name,
      fixed(line.ndcgAt10.value),
      interval(line.ndcgAt10),
      `${fixed(line.netNdcgAt10.value)} ${interval(line.netNdcgAt10, 3)}`,
      `${line.dislikedAt10.value.toFixed(3)} ${interval(line.dislikedAt10, 3)}`,
      `${line.likedAboveDisliked.value.toFixed(3)} ${interval(line.likedAboveDisliked, 3)}`,
      fixed(line.recallAt10.value),
      fixed(line.hitRateAt10.value),
      line.coverage.toFixed(3),
      String(line.users),
      line.starts ? `${fixed(line.starts.deviation)} (${line.starts.count})` : '',
    ]),
  ];
}

export function beyondCells(lines: readonly QualityLine[], { beyond }: Headings): Cells {
  const cell = (of: Estimate, digits: number): string => `${of.value.toFixed(digits)} ${interval(of, digits)}`;
  return [
    [...beyond],
    ...lines.map((line) => [
      line.name,
      cell(line.diversity, 3),
      cell(line.novelty, 2),
      cell(line.popularityRatio, 2),
      cell(line.longTail, 3),
      line.gini.toFixed(3),
    ]),
  ];
}

export function comparisonCells(lines: readonly Comparison[], { comparison }: Headings): Cells {
  return [
    [...comparison],
    ...lines.map((line) => [
      line.with,
      signed(line.difference.value),
      interval(line.difference),
      line.ratio.value.toFixed(2),
      interval(line.ratio, 2),
    ]),
  ];
}

export function leaningCells(lines: readonly Leaning[], { leaning }: Headings): Cells {
  return [
    [...leaning],
    ...lines.map(({ popularity, ndcgAt10, coverage, longTail }) => [
      String(popularity),
      fixed(ndcgAt10.value),
      interval(ndcgAt10),
      coverage.toFixed(3),
      `${longTail.value.toFixed(3)} ${interval(longTail, 3)}`,
    ]),
  ];
}

export function candidateCells({ lines }: CandidateTable, { candidates }: Headings): Cells {
  return [
    [...candidates],
    ...lines.map(({ name, hitRateAt10, ndcgAt10 }) => [
      name,
      fixed(hitRateAt10.value),
      interval(hitRateAt10),
      fixed(ndcgAt10.value),
      interval(ndcgAt10),
    ]),
  ];
}

export function coldFilmCells({ lines, differences }: ColdFilmTable, { coldFilms }: Headings): Cells {
  return [
    [...coldFilms],
    ...lines.map(({ name, auc }) => {
      const less = differences.find((line) => line.with === name)?.difference;
      return [
        name,
        auc.value.toFixed(3),
        interval(auc, 3),
        less ? `${signed(less.value, 3)} ${interval(less, 3)}` : '',
      ];
    }),
    ['random', '0.500', '', ''],
  ];
}

export function coldUserCells({ lines, known }: ColdUserTable, { known: heading }: Headings): Cells {
  return [
    ['', ...known.map(heading)],
    ...lines.map(({ name, ndcgAt10 }) => [name, ...ndcgAt10.map((of) => `${fixed(of.value)} ${interval(of, 3)}`)]),
  ];
}

function fixed(value: number): string {
  return value.toFixed(4);
}

function signed(value: number, digits = 4): string {
  return (value < 0 ? '' : '+') + value.toFixed(digits);
}

function interval({ low, high }: Estimate, digits = 4): string {
  return `[${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
