import { parseTitle } from '../../../src/importing/reading/parse-title';

describe('a MovieLens title', () => {
  it.each([
    ['Toy Story (1995)', 'Toy Story', 1995],
    ['Matrix, The (1999)', 'The Matrix', 1999],
    ['Separation, A (Jodaeiye Nader az Simin) (2011)', 'A Separation (Jodaeiye Nader az Simin)', 2011],
    ['American in Paris, An (1951)', 'An American in Paris', 1951],
    ['Good, the Bad and the Ugly, The (1966)', 'The Good, the Bad and the Ugly', 1966],
    [
      'Adventures of Priscilla, Queen of the Desert, The (1994)',
      'The Adventures of Priscilla, Queen of the Desert',
      1994,
    ],
    [
      'City of Lost Children, The (Cité des enfants perdus, La) (1995)',
      'The City of Lost Children (La Cité des enfants perdus)',
      1995,
    ],
    [
      'Bicycle Thieves (a.k.a. The Bicycle Thief) (a.k.a. The Bicycle Thieves) (Ladri di biciclette) (1948)',
      'Bicycle Thieves (a.k.a. The Bicycle Thief) (a.k.a. The Bicycle Thieves) (Ladri di biciclette)',
      1948,
    ],
    [
      'His Secret Life (a.k.a. Ignorant Fairies, The) (Fate ignoranti, Le) (2001)',
      'His Secret Life (a.k.a. The Ignorant Fairies) (Le Fate ignoranti)',
      2001,
    ],
    ['Vie en Rose, La (Môme, La) (2007)', 'La Vie en Rose (La Môme)', 2007],
    ['Dolce Vita, La (1960)', 'La Dolce Vita', 1960],
    ["Atalante, L' (1934)", "L'Atalante", 1934],
    ['Postman, The (Postino, Il) (1994)', 'The Postman (Il Postino)', 1994],
    ['Mariachi, El (1992)', 'El Mariachi', 1992],
    ['Downfall (Untergang, Der) (2004)', 'Downfall (Der Untergang)', 2004],
    ['Pagador de Promessas, O (1962)', 'O Pagador de Promessas', 1962],
    ['Hora da Estrela, A (1985)', 'A Hora da Estrela', 1985],
    ['11:14 (2003)', '11:14', 2003],
    ['1984', '1984', null],
    ['1984 (1956)', '1984', 1956],
    ['2001: A Space Odyssey (1968)', '2001: A Space Odyssey', 1968],
    ['(500) Days of Summer (2009)', '(500) Days of Summer', 2009],
    [
      'Birdman: Or (The Unexpected Virtue of Ignorance) (2014)',
      'Birdman: Or (The Unexpected Virtue of Ignorance)',
      2014,
    ],
    ['Death Note: Desu nôto (2006–2007)', 'Death Note: Desu nôto', 2006],
    ['Big Bang Theory, The (2007-)', 'The Big Bang Theory', 2007],
    ['Heroes (2006 - )', 'Heroes', 2006],
    ['Superman/Doomsday (2007) ', 'Superman/Doomsday', 2007],
    ['Dark Portals  (Vidocq)  (2001)', 'Dark Portals (Vidocq)', 2001],
    ['Land Before Time III (1995) (V)', 'Land Before Time III', 1995],
    ['Babylon 5', 'Babylon 5', null],
    ['Room 1408 (9999)', 'Room 1408 (9999)', null],
    ['(1995)', '(1995)', null],
    ['I, Robot (2004)', 'I, Robot', 2004],
    ['Honey, I Shrunk the Kids (1989)', 'Honey, I Shrunk the Kids', 1989],
    ['New York, New York (1977)', 'New York, New York', 1977],
    ['', '', null],
  ])('"%s" is "%s" of %s', (text, titulo, ano) => {
    expect(parseTitle(text)).toEqual({ titulo, ano });
  });
});
