import { groupNames } from '../../../src/recommendation/training/group-names';

const film = { genero: '', ano: null as number | null, diretor: '', atores: '', pais: '', titulo: 'Filme' };
type Film = typeof film;
const films = (given: Partial<Film>, count: number): Film[] =>
  Array.from({ length: count }, (_, n) => ({ ...film, titulo: `Filme ${n + 1}`, ...given }));

/** Names of groups, each of its own films, the first of a group the most typical. */
function namesOf(...groups: Film[][]) {
  const all = groups.flat();
  const groupOf = groups.flatMap((group, g) => group.map(() => g));
  const typicality = groups.flatMap((group) => group.map((_, n) => 1 - n / 1000));
  return groupNames(all, groupOf, typicality, groups.length);
}

const portuguese = (...groups: Film[][]) => namesOf(...groups).map(({ pt }) => pt);

describe('the name of a film group', () => {
  it('says what sets the group apart from all films, not what all films share, in both languages', () => {
    expect(
      namesOf(films({ genero: 'drama, terror', ano: 1983 }, 5), films({ genero: 'drama, romance', ano: 2004 }, 5)),
    ).toEqual([
      { pt: 'terror · anos 1980', en: 'horror · 1980s' },
      { pt: 'romance · anos 2000', en: 'romance · 2000s' },
    ]);
  });

  it('is true of half of the twenty most typical films, whatever the many others are', () => {
    const children = films({ genero: 'Children' }, 100);
    expect(portuguese([...films({ genero: 'Sci-Fi' }, 20), ...children], films({ genero: 'War' }, 80))).toEqual([
      'Ficção científica',
      'Guerra',
    ]);
  });

  it('leaves out what too few of them have together', () => {
    const [comedies, crimes] = [films({ genero: 'comédia' }, 11), films({ genero: 'crime' }, 9)];
    const both = films({ genero: 'comédia, crime' }, 1);
    expect(portuguese([...comedies.slice(1), ...both, ...crimes], films({ genero: 'drama' }, 60))).toEqual([
      'comédia',
      'drama',
    ]);
  });

  it('says the director, the country or an actor of most of them, where that tells more than the decade', () => {
    const others = films({ genero: 'drama', ano: 1965, pais: 'Itália' }, 20);
    const varda = films({ genero: 'drama', ano: 1965, diretor: 'Agnès Varda', pais: 'Itália' }, 8);
    const french = films({ genero: 'drama', ano: 1965, pais: 'França' }, 10);
    expect(portuguese(varda, french, others)).toEqual(['Agnès Varda', 'França', 'Itália']);
  });

  it('is that of two of its films where it has nothing of its own, or what another group is called by', () => {
    const named = (...titles: string[]) => titles.map((titulo) => ({ ...film, titulo, genero: 'Comedy' }));
    expect(
      namesOf(named('Alien', 'Blade Runner'), named('Big', 'Clue'), films({ genero: 'Drama', titulo: 'Heat' }, 4)),
    ).toEqual([
      { pt: 'Comédia', en: 'Comedy' },
      { pt: 'como Big e Clue', en: 'like Big and Clue' },
      { pt: 'Drama', en: 'Drama' },
    ]);
  });

  it('is another one for each group even where nothing is known of the films', () => {
    const same = () => films({ titulo: 'Untitled' }, 2);
    expect(portuguese(same(), same(), [])).toEqual(['como Untitled', 'como Untitled (2)', 'variados']);
  });
});
