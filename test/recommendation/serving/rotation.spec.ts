import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { lostShare, stepBack } from '../../../src/recommendation/serving/rotation';

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** Shown so often, by id of the film. */
const rotation = (strength: number, ...times: [number, number][]) => ({
  strength,
  showings: { times: new Map(times), pinned: [0, 0] as const, id: '' },
});

describe('a film that was shown often', () => {
  it('loses half of its lead after three showings and all of it after ten', () => {
    expect([0, 1, 3, 10, 11, 500].map(lostShare)).toEqual([0, 1 / 6, 0.5, 1, 1, 1]);
    const shares = upTo(12).map(lostShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('has its lead above the last film of a short list, and steps back by as much of it as is asked for', () => {
    const index = new FilmIndex(null, upTo(4), []);
    const order = [9, 5, 1, 100];
    const excluded = Uint8Array.of(0, 0, 0, 1);
    const after = (strength: number, times: number) =>
      Array.from(stepBack(order, index, excluded, rotation(strength, [1, times])));
    expect(after(1, 3)).toEqual([5, 5, 1, 100]);
    expect(after(1, 10)).toEqual([1, 5, 1, 100]);
    expect(after(0.5, 10)).toEqual([5, 5, 1, 100]);
    expect(after(0, 10)).toEqual(order);
    expect(Array.from(stepBack(order, index, excluded, rotation(1)))).toEqual(order);
  });

  it('has its lead above the hundredth film of a long one; who has none stays', () => {
    const index = new FilmIndex(null, upTo(150), []);
    const order = upTo(150).map((place) => 1000 - place);
    const after = stepBack(order, index, new Uint8Array(150), rotation(1, [1, 10], [120, 10], [999, 10]));
    expect(after[0]).toBe(order[99]);
    expect(after[119]).toBe(order[119]);
    // Nothing is left: nothing steps back.
    expect(stepBack(order, index, new Uint8Array(150).fill(1), rotation(1, [1, 10]))).toBe(order);
  });
});
