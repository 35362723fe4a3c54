import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  parse,
  wcagContrast,
  type Color,
} from 'culori';
import fc from 'fast-check';
import { SeedRandom } from '../../../seed/random';
import { GROUP_SHAPES } from '../../../src/group-shapes';
import { GROUP_HUES, groupLooks } from '../../../src/recommendation/model/group-looks';
import { projectRoot } from '../../support/project-root';
import { some } from '../../support/some';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Each pair of groups of which one is among the three nearest to the other. */
function neighbours(places: readonly Place[]): [number, number][] {
  return places.flatMap((place, group) =>
    places
      .map((other, index) => ({ index, away: Math.hypot(place.x - other.x, place.y - other.y) }))
      .filter(({ index }) => index !== group)
      .sort((a, b) => a.away - b.away || a.index - b.index)
      .slice(0, 3)
      .map(({ index }): [number, number] => [group, index]),
  );
}

const anywhere = fc.record({
  x: fc.double({ min: -1, max: 1, noNaN: true }),
  y: fc.double({ min: -1, max: 1, noNaN: true }),
});

/** Groups as maps have them: many in the middle, some far outside. */
function scattered(count: number, seed: number): Place[] {
  const random = new SeedRandom(seed);
  return Array.from({ length: count }, () => ({ x: random.normal() ** 3, y: random.normal() }));
}

describe('the looks of groups', () => {
  it('differ in hue and in shape between neighbours, whatever the map, and are eight of each at most', () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 2, maxLength: 40 }), (places) => {
        const looks = groupLooks(places);
        for (const [a, b] of neighbours(places)) {
          expect(looks[a].hue).not.toBe(looks[b].hue);
          expect(looks[a].shape).not.toBe(looks[b].shape);
        }
        for (const { hue, shape } of looks) {
          expect(GROUP_HUES[hue]).toMatch(/^#[0-9a-f]{6}$/);
          expect(GROUP_SHAPES).toContain(shape);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([8, 18, 24, 40])('are all different for %i groups', (count) => {
    for (const seed of [1, 2, 3]) {
      const looks = groupLooks(scattered(count, seed)).map(({ hue, shape }) => `${hue} ${shape}`);
      expect(new Set(looks).size).toBe(count);
    }
  });

  it('differ in hue among eight groups, and are the same again for the same places', () => {
    expect(new Set(groupLooks(scattered(8, 4)).map(({ hue }) => hue)).size).toBe(8);
    expect(groupLooks(scattered(18, 5))).toEqual(groupLooks(scattered(18, 5)));
    expect(groupLooks([])).toEqual([]);
    expect(groupLooks([{ x: 0, y: 0 }])).toEqual([{ hue: 0, shape: 'circulo' }]);
  });
});

const tokens = readFileSync(join(projectRoot(), 'src/dashboard/page/styles/tokens.css'), 'utf8');
const [light, dark] = tokens
  .split(":root[data-theme='dark']")
  .map((part) => [...part.matchAll(/--g\d: (#[0-9a-f]{6});/g)].map((match) => match[1]));
const surfaceOf = (part: number) =>
  /--surface: (#[0-9a-f]{6});/.exec(tokens.split(":root[data-theme='dark']")[part])![1];

describe.each([
  ['light', light, surfaceOf(0)],
  ['dark', dark, surfaceOf(1)],
])('the hues of groups (%s)', (_, hues, surface) => {
  it('stand out from the page (contrast of 3 or more)', () => {
    expect(hues).toHaveLength(8);
    for (const hue of hues) expect(wcagContrast(hue, surface)).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['all colours', (colour: Color) => colour, 20],
    ['no green (deuteranopia)', filterDeficiencyDeuter(1), 14],
    ['no red (protanopia)', filterDeficiencyProt(1), 14],
  ])('are apart for who sees %s', (_who, seen, least) => {
    const difference = differenceCiede2000();
    const pairs = hues.flatMap((a, n) => hues.slice(n + 1).map((b) => [a, b]));
    for (const [a, b] of some(pairs)) {
      // 2 is what somebody sees side by side; these are told apart as small marks.
      expect([a, b, difference(seen(parse(a)!), seen(parse(b)!)) >= least]).toEqual([a, b, true]);
    }
  });
});

describe('page and pictures', () => {
  it('draw groups in the same hues', () => {
    expect(light).toEqual(GROUP_HUES);
  });
});
