import { availableParallelism } from 'node:os';
import { tunedEase } from '../../src/engine/evaluation/ease';
import { evaluate, meanRow, measured, type QualityRow } from '../../src/engine/evaluation/evaluate';
import { itemKnn } from '../../src/engine/evaluation/item-knn';
import { popularBaseline, popularOfLate } from '../../src/engine/evaluation/popular-baseline';
import type { Recommender } from '../../src/engine/evaluation/recommender';
import { type Split, splitLatest, splitRandom } from '../../src/engine/evaluation/splits';
import { tasteGroupsByPart, type TasteGroupsByPart } from '../../src/engine/evaluation/taste-groups';
import { tunedItemKnn } from '../../src/engine/evaluation/tuned-item-knn';
import { defaultParameters, type TrainingParameters } from '../../src/engine/model/parameters';
import { Random } from '../../src/engine/random';
import { PREFERENCE_KINDS } from '../../src/engine/ratings/preference';
import type { RatingTable } from '../../src/engine/ratings/rating-table';
import { tune } from '../../src/engine/tuning/tune';
import { threadTeam } from '../../src/recommendation/training/thread-team';
import { type Cell, type Cells, MEASURES } from './cells';
import type { DataSet } from './data-sets';

const SEEDS = [1, 2, 3];

/** Share of each user's training ratings on which the baselines choose; ours choose as a training does. */
const VALIDATION = 0.1;
const STREAM = 301;

/** On sets with more films than this the exact EASE is that of the films with two ratings or more: the others have no say. */
const MOST_FILMS = 6_000;

const RIDGES = [1, 3, 10, 30, 100, 300, 1000, 3000];

/** Measures one recommender after the other on one set; what is measured already is taken from the cells. */
export async function measureLines(
  set: DataSet,
  cells: Cells,
  engine: string,
  tell: (text: string) => void,
): Promise<Cell[]> {
  const split = await set.load();
  const where = `${set.name}.${set.cut}.${set.kind}`;
  const tuned = await cells.keep(`${where}.tuned.${engine}`, () => {
    tell(`${where}: tuning`);
    return tuneOurs(set, split.train);
  });
  const bySeed = SEEDS.map((seed) => tasteGroupsByPart({ ...tuned.parameters, seed }, { team }));
  const ours: Cell[] = [];
  for (const part of partsOf(split))
    ours.push(
      await cells.keep(`${where}.${part}.${engine}`, async () => {
        tell(`${where}: ${part}`);
        const line = await measureLine(
          split,
          bySeed.map((recommenders) => recommenders[part]),
        );
        return part === 'whole' ? { ...line, chosen: chosenText(tuned.parameters), seconds: tuned.seconds } : line;
      }),
    );
  const others: Cell[] = [];
  for (const [name, recommender] of baselines(set, split))
    others.push(
      await cells.keep(`${where}.${name}`, () => {
        tell(`${where}: ${name}`);
        return measureLine(split, [recommender]);
      }),
    );
  return [...others, ...ours];
}

const team = threadTeam(availableParallelism());

function partsOf({ train }: Split): (keyof TasteGroupsByPart)[] {
  return ['tastes', 'blocks', ...(train.time ? (['next'] as const) : []), 'withoutPopularity', 'whole'];
}

function baselines(set: DataSet, { train }: Split): [string, Recommender][] {
  const validation = (table: RatingTable): Split =>
    set.cut === 'time' ? splitLatest(table, VALIDATION) : splitRandom(table, VALIDATION, new Random(1, STREAM));
  const films = train.countByFilm().rated.filter((count) => count > 0).length;
  const exact = Math.min(films, train.userCount) <= MOST_FILMS;
  const ease = (kind: (typeof PREFERENCE_KINDS)[number]): Recommender => {
    const all = tunedEase(validation, { preferences: [kind], ridges: RIDGES }, `EASE, ${kind}, tuned`);
    return exact ? all : { name: all.name, fit: (table) => all.fit(withoutRare(table)) };
  };
  return [
    ['popular', popularBaseline],
    ...(train.time ? [['popular-of-late', popularOfLate(validation)] as [string, Recommender]] : []),
    ['item-knn', itemKnn],
    ['item-knn-tuned', tunedItemKnn(validation)],
    // Without stars the three are one.
    ...(set.kind === 'likes' ? (['binary'] as const) : PREFERENCE_KINDS).map((kind): [string, Recommender] => [
      `ease-${kind}`,
      ease(kind),
    ]),
  ];
}

/** The ratings of the films that have two or more. */
function withoutRare(table: RatingTable): RatingTable {
  const { rated } = table.countByFilm();
  return table.subset(Uint8Array.from(table.film, (f) => (rated[f] > 1 ? 1 : 0)));
}

/** With the whole time budget of a training, so that the choice does not hang on how busy the machine is. */
async function tuneOurs(
  set: DataSet,
  train: RatingTable,
): Promise<{ parameters: TrainingParameters; seconds: number }> {
  const begin = performance.now();
  const { parameters } = await tune(
    train,
    { ...defaultParameters, seed: SEEDS[0] },
    { heldOut: set.cut === 'time' ? 'latest' : 'random', team },
  );
  return { parameters, seconds: (performance.now() - begin) / 1000 };
}

async function measureLine(split: Split, starts: readonly Recommender[]): Promise<Cell> {
  const begin = performance.now();
  const rows = await evaluate(split, starts);
  const row = meanRow(starts[0].name, rows);
  return {
    name: row.name,
    chosen: row.chosen ?? null,
    perUser: {
      ndcgAt10: rounded(row, 'ndcgAt10'),
      netNdcgAt10: rounded(row, 'netNdcgAt10'),
      dislikedAt10: rounded(row, 'dislikedAt10'),
      likedAboveDisliked: rounded(row, 'likedAboveDisliked'),
    },
    seconds: (performance.now() - begin) / 1000,
  };
}

function rounded(row: QualityRow, measure: (typeof MEASURES)[number]): (number | null)[] {
  return Array.from(measured(row, measure), (value) => (Number.isNaN(value) ? null : Number(value.toFixed(6))));
}

/** What the tuning changed of the defaults. */
function chosenText(parameters: TrainingParameters): string {
  const changed = Object.entries(parameters).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultParameters[name as keyof TrainingParameters]),
  );
  const text = (value: unknown): string =>
    typeof value === 'number'
      ? String(Number(value.toPrecision(3)))
      : value !== null && typeof value === 'object'
        ? Object.values(value).map(text).join(' / ')
        : String(value);
  return changed.length > 0 ? changed.map(([name, value]) => `${name} ${text(value)}`).join(', ') : 'the defaults';
}
