import { chooseTogether } from '../../../src/recommendation/together/choose-together';
import { asShare, likings } from '../../../src/recommendation/together/likings';

const none = (films: number) => new Uint8Array(films);
const likingsOf = (...people: number[][]) => people.map((liking) => Float32Array.from(liking));

describe('likings', () => {
  it('are standard deviations above the mean of the films that count', () => {
    expect([...likings(Float32Array.of(1, 3, 6), Uint8Array.of(0, 0, 1))]).toEqual([-1, 1, 4]);
  });

  it('are the same of scores of another size, and 0 where all scores are the same', () => {
    const scores = Float32Array.of(4, -2, 9, 0.5);
    const larger = scores.map((score) => 128 * score + 1024);
    const one = likings(scores, none(4));
    likings(larger, none(4)).forEach((liking, film) => expect(liking).toBeCloseTo(one[film], 4));
    expect([...likings(Float32Array.of(7, 7), none(2))]).toEqual([0, 0]);
    expect([...likings(Float32Array.of(7), Uint8Array.of(1))]).toEqual([0]);
  });

  it('are told from 0 to 1, in the same order', () => {
    expect([-4, 0, 4].map(asShare)).toEqual([0.25, 0.5, 0.75]);
    for (let liking = -50; liking < 50; liking++) expect(asShare(liking + 1)).toBeGreaterThan(asShare(liking));
    expect(asShare(-1e6)).toBeGreaterThan(0);
    expect(asShare(1e6)).toBeLessThan(1);
  });
});

describe('a list for several people', () => {
  // Film 0 pleases the first, 1 the second, 2 both somewhat; 3 both less.
  const two = likingsOf([1, 0.125, 0.5, 0.375], [0, 0.75, 0.5, 0.375]);

  it('is by the mean, or by who likes a film least', () => {
    expect([...chooseTogether(two, none(4), 'media', 4)]).toEqual([0, 2, 1, 3]);
    expect([...chooseTogether(two, none(4), 'minimo', 4)]).toEqual([2, 3, 1, 0]);
  });

  it('hears next whoever has been pleased least', () => {
    // The first film is the best in the mean; then the second person is behind, and would have film 1.
    expect([...chooseTogether(two, none(4), 'justa', 4)]).toEqual([0, 1, 2, 3]);
    // Each has films of their own: they take turns, whoever is first in the mean.
    const turns = likingsOf([0.9, 0.8, 0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.8, 0.7, 0.6]);
    expect([...chooseTogether(turns, none(6), 'justa', 6)]).toEqual([0, 3, 4, 1, 5, 2]);
  });

  it('leaves films out, gives equal ones by their places, and ends where there are no more', () => {
    const alike = likingsOf([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);
    for (const strategy of ['media', 'minimo', 'justa'] as const) {
      expect([...chooseTogether(alike, Uint8Array.of(0, 1, 0), strategy, 10)]).toEqual([0, 2]);
      expect([...chooseTogether(alike, Uint8Array.of(1, 1, 1), strategy, 10)]).toEqual([]);
    }
  });
});
