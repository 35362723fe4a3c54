import { groupNames } from '../../../src/recommendation/training/group-names';

const films = (genero: string, ano: number | null, count: number) =>
  Array.from({ length: count }, () => ({ genero, ano, diretor: '', atores: '' }));

describe('the name of a film group', () => {
  it('says what sets the group apart from all films, not what all films share', () => {
    const all = [...films('drama, terror', 1983, 5), ...films('drama, romance', 2004, 5)];
    expect(groupNames(all, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], 2)).toEqual(['terror · anos 80', 'romance · anos 2000']);
  });

  it('says the director of a good part of the group, when that tells more than the decade', () => {
    const by = (diretor: string, all: ReturnType<typeof films>) => all.map((film) => ({ ...film, diretor }));
    const all = [
      ...by('Agnès Varda', films('drama', 1965, 4)),
      ...films('drama', 1985, 2),
      ...by('Jacques Demy', films('drama', 1964, 2)),
      ...films('terror', 1965, 2),
      ...films('terror', 1984, 6),
    ];
    expect(groupNames(all, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1], 2)).toEqual([
      'drama · Agnès Varda',
      'terror · anos 80',
    ]);
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
