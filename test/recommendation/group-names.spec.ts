import { groupNames } from '../../src/recommendation/training/group-names';

const films = (genero: string, ano: number | null, count: number) =>
  Array.from({ length: count }, () => ({ genero, ano }));

describe('the name of a film group', () => {
  it('says what sets the group apart from all films, not what all films share', () => {
    const all = [...films('drama, terror', 1983, 5), ...films('drama, romance', 2004, 5)];
    expect(groupNames(all, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], 2)).toEqual(['terror · anos 80', 'romance · anos 2000']);
  });

  it('is another one for each group', () => {
    const all = films('comédia', null, 6);
    const names = groupNames([...all, ...films('drama', null, 6)], [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2], 3);
    expect(names).toEqual(['comédia', 'comédia (2)', 'drama']);
  });

  it('is something even when nothing is known of the films', () => {
    expect(groupNames(films('', null, 2), [0, 1], 2)).toEqual(['variados', 'variados (2)']);
  });
});
