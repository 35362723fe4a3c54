/**
 * Lists for several people: how well each way of making their scores comparable, and each strategy, serves the members of groups,
 * beside the plain average of scores. Groups of 2 and of 4, drawn at random and of like-minded people, on held-out ratings.
 *
 *     npm run build && node dist/bench/together.js [--groups 300] [--only ml-latest-small]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { difference, type Estimate, estimate, resample, type Resampled } from '../src/engine/evaluation/bootstrap';
import { likedFilms } from '../src/engine/evaluation/evaluate';
import { LIST_LENGTH, listQuality } from '../src/engine/evaluation/list-quality';
import type { Split } from '../src/engine/evaluation/splits';
import { tasteGroups } from '../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../src/engine/model/parameters';
import { Random } from '../src/engine/random';
import { bestFilms } from '../src/engine/scoring/best-films';
import { chooseTogether, strategies, type Strategy } from '../src/recommendation/together/choose-together';
import { asShare, likings } from '../src/recommendation/together/likings';
import { dataSets } from './quality/data-sets';
import { machine } from './machine';

/** A person with ratings to learn from and liked films among those held out. */
interface Member {
  /** By film, as the model gives them. */
  readonly scores: Float32Array;
  /** By film: 1 for those of the training ratings. */
  readonly seen: Uint8Array;
  readonly liked: ReadonlySet<number>;
  /** Liked films of the training ratings. */
  readonly known: ReadonlySet<number>;
}

/** How scores of people are made comparable: by film, of films that the person has not seen. */
const scales: Readonly<Record<string, (scores: Float32Array, seen: Uint8Array) => Float32Array>> = {
  raw: (scores) => scores,
  'z-score': likings,
  'share of best': (scores, seen) => {
    const { mean } = spread(scores, seen);
    const best = scores[bestFilms(scores, 1, { excluded: seen })[0]];
    return scores.map((score) => (score - mean) / (best - mean));
  },
  percentile: (scores, seen) => ranks(scores, seen).map((rank, _, { length }) => 1 - rank / length),
  'log place': (scores, seen) =>
    ranks(scores, seen).map((rank, _, { length }) => 1 - Math.log(rank + 1) / Math.log(length)),
  bent: (scores, seen) => likings(scores, seen).map(asShare),
};

const SIZES = [2, 4];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { groups: { type: 'string', default: '300' }, only: { type: 'string' } },
  });
  console.log(machine());
  const { sets } = dataSets(resolve(process.env.CENTROIDE_DATA ?? '../shared/data'));
  for (const set of sets) {
    if (set.cut !== 'time' || set.kind !== 'stars' || set.name === 'demonstration') continue;
    if (values.only !== undefined && set.name !== values.only) continue;
    const members = await membersOf(await set.load());
    for (const size of SIZES)
      for (const alike of [false, true]) {
        const groups = drawGroups(members, Number(values.groups), size, alike);
        console.log(
          `\n${set.name}, ${groups.length} groups of ${size} ${alike ? 'like-minded people' : 'people at random'}\n`,
        );
        console.log(table(groups));
      }
  }
}

async function membersOf({ train, test }: Split): Promise<Member[]> {
  const { score } = await tasteGroups(defaultParameters).fit(train);
  const members: Member[] = [];
  for (let user = 0; user < train.userCount; user++) {
    const history = train.history(user);
    const liked = likedFilms(test.history(user));
    if (history.film.length === 0 || liked.size === 0) continue;
    const seen = new Uint8Array(train.filmCount);
    for (const film of Array.from(history.film)) seen[film] = 1;
    members.push({ scores: Float32Array.from(score(history)), seen, liked, known: likedFilms(history) });
  }
  return members;
}

/** Groups in which two people or more can be pleased by a film that nobody of them has seen. */
function drawGroups(members: readonly Member[], count: number, size: number, alike: boolean): Member[][] {
  const random = new Random(1, size);
  const groups: Member[][] = [];
  for (let tries = 0; groups.length < count && tries < 20 * count; tries++) {
    const drawn = Array.from(random.sample(members.length, size), (n) => members[n]);
    const group = alike ? likeMinded(drawn[0], members, size) : drawn;
    if (group.filter((member) => possible(member, group).size > 0).length > 1) groups.push(group);
  }
  return groups;
}

/** A person with those who liked most of the same films, by the cosine of what they liked in training. */
function likeMinded(one: Member, members: readonly Member[], size: number): Member[] {
  const cosine = ({ known }: Member): number => {
    let both = 0;
    for (const film of known) if (one.known.has(film)) both++;
    return both / Math.sqrt(Math.max(1, known.size * one.known.size));
  };
  const nearest = Float64Array.from(members, (member) => (member === one ? 2 : cosine(member)));
  return Array.from(bestFilms(nearest, size), (n) => members[n]);
}

/** The held-out likes of a member that nobody of the group has seen. */
function possible({ liked }: Member, group: readonly Member[]): Set<number> {
  return new Set([...liked].filter((film) => group.every(({ seen }) => !seen[film])));
}

function table(groups: readonly Member[][]): string {
  const ways = Object.keys(scales).flatMap((scale) => strategies.map((strategy) => ({ scale, strategy })));
  const measured = ways.map(({ scale, strategy }) => groups.map((group) => pleased(group, scale, strategy)));
  const columns = (['meanNdcg', 'leastNdcg', 'meanScore', 'leastScore'] as const).map((measure) =>
    resample(
      measured.map((line) => Float64Array.from(line, (one) => one[measure])),
      new Random(1),
    ),
  );
  const baseline = ways.findIndex(({ scale, strategy }) => scale === 'raw' && strategy === 'media');
  return [
    '| scores | strategy | NDCG@10, mean | NDCG@10, least | score, mean | score, least |',
    '|---|---|---|---|---|---|',
    ...ways.map(({ scale, strategy }, n) =>
      ['', scale, strategy, ...columns.map((column) => cell(column, n, baseline)), ''].join(' | ').trim(),
    ),
  ].join('\n');
}

/** What a list of ten gives to the members of a group: NDCG of their held-out likes, and of their own best ten's scores what share. */
function pleased(group: readonly Member[], scale: string, strategy: Strategy) {
  const excluded = group[0].seen.map((_, film) => (group.some(({ seen }) => seen[film]) ? 1 : 0));
  const scaled = group.map(({ scores, seen }) => scaledOnce(scale, scores, seen));
  const list = chooseTogether(scaled, excluded, strategy, LIST_LENGTH);
  const ndcg = group.flatMap((member) => {
    const liked = possible(member, group);
    return liked.size === 0 ? [] : [listQuality(list, liked).ndcg];
  });
  const score = group.map(({ scores, seen }) => {
    const { mean } = spread(scores, seen);
    const of = (films: Uint32Array) => films.reduce((sum, film) => sum + scores[film] - mean, 0);
    return of(list) / of(bestFilms(scores, LIST_LENGTH, { excluded }));
  });
  return {
    meanNdcg: average(ndcg),
    leastNdcg: Math.min(...ndcg),
    meanScore: average(score),
    leastScore: Math.min(...score),
  };
}

/** By film: how many films not seen please more. */
function ranks(scores: Float32Array, seen: Uint8Array): Float32Array {
  const rank = new Float32Array(scores.length);
  const ordered = Uint32Array.from(scores.keys()).sort((a, b) => seen[a] - seen[b] || scores[b] - scores[a] || a - b);
  ordered.forEach((film, n) => (rank[film] = n));
  return rank;
}

const kept = new Map<string, WeakMap<Float32Array, Float32Array>>();

function scaledOnce(scale: string, scores: Float32Array, seen: Uint8Array): Float32Array {
  const ofScale = kept.get(scale) ?? new WeakMap<Float32Array, Float32Array>();
  kept.set(scale, ofScale);
  const made = ofScale.get(scores) ?? scales[scale](scores, seen);
  ofScale.set(scores, made);
  return made;
}

function spread(scores: Float32Array, seen: Uint8Array): { mean: number; deviation: number } {
  const open = scores.filter((_, film) => !seen[film]);
  const mean = average(open);
  return { mean, deviation: Math.sqrt(average(open.map((score) => (score - mean) ** 2))) || 1 };
}

function average(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function cell(column: Resampled, n: number, baseline: number): string {
  const { value, low, high } = estimate(column, n);
  const text = `${value.toFixed(3)} (${low.toFixed(3)} .. ${high.toFixed(3)})`;
  return n === baseline ? text : `${text}, ${signed(difference(column, n, baseline))}`;
}

function signed({ value, low, high }: Estimate): string {
  const sign = (x: number) => (x < 0 ? '-' : '+') + Math.abs(x).toFixed(3);
  return `${sign(value)} (${sign(low)} .. ${sign(high)})`;
}

void main();
