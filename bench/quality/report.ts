import { estimate, type Estimate, ratio, resample } from '../../src/engine/evaluation/bootstrap';
import { Random } from '../../src/engine/random';
import { markdownTable } from '../../src/terminal/text-table';
import { type Cell, MEASURES } from './cells';
import type { DataSet } from './data-sets';

/** What must hold on a set, and whether it does. */
export interface Verdict {
  readonly set: string;
  readonly bar: string;
  readonly held: boolean;
}

/** Ours, as it is served, must have at least this much of the best of the others, and on time splits more than all of them. */
const LEAST = 0.99;

const FIGURES: Readonly<Partial<Record<string, number>>> = {
  'movietweetings-100k, time': 0.14,
  'filmtrust, random': 0.572,
  'ml-latest-small, time': 0.152,
  'ml-latest-small, random': 0.345,
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
  const figures = set.kind === 'stars' ? [0, 1, 2, 3] : [0];
  const heading = ['', 'NDCG@10', 'net NDCG@10', 'disliked in 10', 'AUC'].slice(0, figures.length + 1);
  const table = [
    [...heading, 'ours is times this'],
    ...lines.map((line, n) => [
      line.name,
      ...figures.map((measure) => shown(of(n, measure), measure < 2 ? 4 : 3)),
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
    verdicts: verdictsOf(set, lines, (n) => of(n, 0).value),
  };
}

function verdictsOf(set: DataSet, lines: readonly Cell[], ndcg: (line: number) => number): Verdict[] {
  const ours = ndcg(lines.length - 1);
  // The score without popularity is no part, but the same model served otherwise.
  const others = lines.flatMap(({ name }, n) =>
    n === lines.length - 1 || name.includes('without') ? [] : [{ name, value: ndcg(n) }],
  );
  const best = others.reduce((one, other) => (other.value > one.value ? other : one));
  const times = ours / best.value;
  const title = titleOf(set);
  const figure = FIGURES[title];
  return [
    {
      set: title,
      bar: `${times.toFixed(3)} x the best other (${best.name}), ${set.cut === 'time' ? 'above 1' : `at least ${LEAST}`}`,
      held: set.cut === 'time' ? times > 1 : times >= LEAST,
    },
    ...(figure === undefined
      ? []
      : [{ set: title, bar: `NDCG@10 ${ours.toFixed(4)}, at least ${figure}`, held: ours >= figure }]),
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
