import { listChanges } from '../../../src/recommendation/serving/list-changes';

describe('how two lists differ', () => {
  it('is nothing where they are the same', () => {
    const same = { coming: [], going: [], placesChanged: 0, moved: 0 };
    expect(listChanges([3, 1, 2], [3, 1, 2])).toEqual({ ...same, staying: 3 });
    expect(listChanges([], [])).toEqual({ ...same, staying: 0 });
  });

  it('is what comes and goes, in how many places, and how far the others move', () => {
    // 2 goes and 4 comes; 3 goes down by two, 1 up by one.
    expect(listChanges([3, 1, 2, 9], [1, 4, 3, 9])).toEqual({
      coming: [4],
      going: [2],
      placesChanged: 3,
      staying: 3,
      moved: 3,
    });
    expect(listChanges([1, 2], [2, 1])).toEqual({ coming: [], going: [], placesChanged: 2, staying: 2, moved: 2 });
  });

  it('counts places that only the longer list has', () => {
    expect(listChanges([1], [1, 2, 3])).toEqual({ coming: [2, 3], going: [], placesChanged: 2, staying: 1, moved: 0 });
    expect(listChanges([1, 2, 3], [])).toEqual({
      coming: [],
      going: [1, 2, 3],
      placesChanged: 3,
      staying: 0,
      moved: 0,
    });
  });
});
