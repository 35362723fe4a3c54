import { estimate, type Estimate, ratio, resample } from '../../src/engine/evaluation/bootstrap';
import { Random } from '../../src/engine/random';
import { markdownTable } from '../../src/terminal/text-table';
import { type Cell, type Measure, MEASURES } from './cells';
import type { DataSet } from './data-sets';

/** What must hold on a set, and whether it does. */
export interface Verdict {
  readonly set: string;
  readonly bar: string;
  readonly held: boolean;
}

/** Ours, as it is served, must have at least this much of the best of the others, and on time splits more than all of them. */
const LEAST = 0.99;

/** What ours must reach in a measure. */
interface Figure {
  readonly measure: Measure;
  readonly least?: number;
  readonly most?: number;
}

/** The model before dislikes pushed away, commit b292887, tuned, on the same held-out rows of latest-small in time. */
const BEFORE_DISLIKES = { net: 0.1336, disliked: 0.118 };

const FIGURES: Readonly<Partial<Record<string, readonly Figure[]>>> = {
  'movietweetings-100k, time': [{ measure: 'ndcgAt10', least: 0.14 }],
  'filmtrust, random': [{ measure: 'ndcgAt10', least: 0.572 }],
  'ml-latest-small, time': [
    { measure: 'ndcgAt10', least: 0.152 },
    { measure: 'netNdcgAt10', least: 1.06 * BEFORE_DISLIKES.net },
    { measure: 'dislikedAt10', most: 0.6 * BEFORE_DISLIKES.disliked },
    { measure: 'likedAboveDisliked', least: 0.68 },
  ],
  'ml-latest-small, random': [
    { measure: 'ndcgAt10', least: 0.345 },
    { measure: 'likedAboveDisliked', least: 0.74 },
  ],
};

/** How a measure is called in a heading, and with how many digits its figures are written. */
const SHOWN: Readonly<Record<Measure, { name: string; digits: number }>> = {
  ndcgAt10: { name: 'NDCG@10', digits: 4 },
  netNdcgAt10: { name: 'net NDCG@10', digits: 4 },
  dislikedAt10: { name: 'disliked in 10', digits: 3 },
  likedAboveDisliked: { name: 'AUC', digits: 3 },
};

export const titleOf = ({ name, cut, kind }: DataSet): string =>
  `${name}, ${cut}${kind === 'likes' ? ', likes only' : ''}`;

/** One set as Markdown, and what it says of the bars. The last line is ours as it is served. engine: that ours is measured with. */
export function reportSet(set: DataSet, lines: readonly Cell[], engine: string): { text: string; verdicts: Verdict[] } {
  const columns = lines.flatMap(({ perUser }) =>
    MEASURES.map((measure) => Float64Array.from(perUser[measure], (value) => value ?? NaN)),
  );
  const resampled = resample(columns, new Random(1));
  const ours = lines.length - 1;
  const of = (line: number, measure: number): Estimate => estimate(resampled, line * MEASURES.length + measure);
  const measures = set.kind === 'stars' ? MEASURES : MEASURES.slice(0, 1);
  const table = [
    ['', ...measures.map((measure) => SHOWN[measure].name), 'ours is times this'],
    ...lines.map((line, n) => [
      line.name,
      ...measures.map((measure, m) => shown(of(n, m), SHOWN[measure].digits)),
      n === ours ? '' : shown(ratio(resampled, ours * MEASURES.length, n * MEASURES.length), 2),
    ]),
  ];
  const chosen = lines.filter((line) => line.chosen !== null).map((line) => `${line.name}: ${line.chosen}.`);
  return {
    text: [
      `${lines[ours].perUser.ndcgAt10.length.toLocaleString('en')} users. Tuning took ${lines[ours].seconds.toFixed(0)} s, engine ${engine}.`,
      markdownTable(table),
      chosen.join(' '),
    ].join('\n\n'),
    verdicts: verdictsOf(set, lines, (n, measure) => of(n, MEASURES.indexOf(measure)).value),
  };
}

function verdictsOf(
  set: DataSet,
  lines: readonly Cell[],
  valueOf: (line: number, measure: Measure) => number,
): Verdict[] {
  const last = lines.length - 1;
  // The score without popularity is no part, but the same model served otherwise.
  const others = lines.flatMap(({ name }, n) =>
    n === last || name.includes('without') ? [] : [{ name, value: valueOf(n, 'ndcgAt10') }],
  );
  const best = others.reduce((one, other) => (other.value > one.value ? other : one));
  const times = valueOf(last, 'ndcgAt10') / best.value;
  const title = titleOf(set);
  return [
    {
      set: title,
      bar: `${times.toFixed(3)} x the best other (${best.name}), ${set.cut === 'time' ? 'above 1' : `at least ${LEAST}`}`,
      held: set.cut === 'time' ? times > 1 : times >= LEAST,
    },
    ...(FIGURES[title] ?? []).map(({ measure, least = -Infinity, most = Infinity }) => {
      const { name, digits } = SHOWN[measure];
      const value = valueOf(last, measure);
      const asked = most === Infinity ? `at least ${Number(least.toFixed(4))}` : `at most ${Number(most.toFixed(4))}`;
      return { set: title, bar: `${name} ${value.toFixed(digits)}, ${asked}`, held: value >= least && value <= most };
    }),
  ];
}

/** mark: what is said beside a verdict, by the title of its set. */
export function verdictTable(verdicts: readonly Verdict[], mark: (title: string) => string = () => ''): string {
  return markdownTable([
    ['set', 'bar', ''],
    ...verdicts.map(({ set, bar, held }) => [set, bar, `${held ? 'held' : 'MISSED'}${mark(set)}`]),
  ]);
}

function shown({ value, low, high }: Estimate, digits: number): string {
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
