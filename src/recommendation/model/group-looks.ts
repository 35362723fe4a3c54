import { GROUP_SHAPES, type GroupShape } from '../../group-shapes';
import { known } from '../../invariants';

/**
 * How film groups look wherever they are drawn: one of eight hues and one of eight shapes, so that they are told apart by
 * whoever does not see some colours as well. Decision 0035 tells how hues were chosen.
 */

/** Colour of each hue on white paper; the page has others for its dark side. */
export const GROUP_HUES = [
  '#006477',
  '#cc8400',
  '#00a86e',
  '#b30000',
  '#6481d7',
  '#731b3f',
  '#5f6300',
  '#4b00b6',
] as const;

export interface GroupLook {
  /** Place in GROUP_HUES. */
  readonly hue: number;
  readonly shape: GroupShape;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Groups beside each other on the map: each with so many nearest. Among any groups of a map one has at most twice as many
 * neighbours there, so that eight hues are enough, whatever the map.
 */
const NEAREST = 3;

/**
 * A look for each group by its place on the map: neighbours differ in hue and in shape, groups of one hue or of one shape
 * are as far apart as can be, and no two groups have both in common while there are looks left. The same places give the
 * same looks. O(n^3) for n groups, of which there are some dozens.
 */
export function groupLooks(places: readonly Point[]): GroupLook[] {
  const neighbours = neighboursOf(places);
  const given = new Map<number, readonly [hue: number, shape: number]>();
  for (const group of fewestNeighboursLast(neighbours)) given.set(group, bestLook(group, places, neighbours, given));
  return places.map((_, group) => {
    const [hue, shape] = known(given, group, 'group');
    return { hue, shape: GROUP_SHAPES[shape] };
  });
}

/** For each group those that are among its nearest, or that it is among the nearest of. */
function neighboursOf(places: readonly Point[]): ReadonlySet<number>[] {
  const neighbours = places.map(() => new Set<number>());
  places.forEach((place, group) => {
    const nearest = places
      .map((other, index) => ({ index, distance: distance(place, other) }))
      .filter(({ index }) => index !== group)
      .sort((a, b) => a.distance - b.distance || a.index - b.index)
      .slice(0, NEAREST);
    for (const { index } of nearest) {
      neighbours[group].add(index);
      neighbours[index].add(group);
    }
  });
  return neighbours;
}

/**
 * The order in which colours never run out (Matula and Beck 1983): backwards, each time the group with the fewest
 * neighbours among those that are left.
 */
function fewestNeighboursLast(neighbours: readonly ReadonlySet<number>[]): number[] {
  const left = new Set(neighbours.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const count = (group: number) => [...neighbours[group]].filter((other) => left.has(other)).length;
    const next = [...left].reduce((best, group) => (count(group) <= count(best) ? group : best));
    left.delete(next);
    order.unshift(next);
  }
  return order;
}

/** Of what no neighbour has: first what is nobody's yet, then the hue and then the shape that are farthest away. */
function bestLook(
  group: number,
  places: readonly Point[],
  neighbours: readonly ReadonlySet<number>[],
  given: ReadonlyMap<number, readonly [number, number]>,
): readonly [number, number] {
  const others = [...given].map(([other, look]) => ({
    look,
    away: distance(places[group], places[other]),
    near: neighbours[group].has(other),
  }));
  const free = (part: 0 | 1, count: number) =>
    [...Array(count).keys()]
      .filter((value) => !others.some(({ look, near }) => near && look[part] === value))
      .map((value) => ({
        value,
        away: Math.min(Infinity, ...others.filter(({ look }) => look[part] === value).map(({ away }) => away)),
      }));
  const hues = free(0, GROUP_HUES.length);
  const shapes = free(1, GROUP_SHAPES.length);
  const looks = hues.flatMap((hue) =>
    shapes.map((shape) => ({
      look: [hue.value, shape.value] as const,
      taken: others.some(({ look }) => look[0] === hue.value && look[1] === shape.value),
      order: [hue.away, shape.away] as const,
    })),
  );
  return looks.reduce((best, one) => (better(one, best) ? one : best)).look;
}

interface Choice {
  readonly taken: boolean;
  readonly order: readonly [number, number];
}

function better(a: Choice, b: Choice): boolean {
  if (a.taken !== b.taken) return b.taken;
  return a.order[0] === b.order[0] ? a.order[1] > b.order[1] : a.order[0] > b.order[0];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
