import type { Database } from '../../src/database/database';
import { InvalidIdentifier, parseIdentifier } from '../../src/identifiers/identifier';
import { addIdentifiers, identifiersOf, resolveIdentifiers } from '../../src/identifiers/stored-identifiers';
import { addFilms } from '../support/add-rows';
import { eachDatabase } from '../support/databases';

describe('an id elsewhere', () => {
  it.each([
    ['imdb:tt0111161', 'imdb:tt0111161'],
    ['IMDB: 111161', 'imdb:tt0111161'],
    ['imdb:0111161.0', 'imdb:tt0111161'],
    ['imdb:https://www.imdb.com/title/tt0111161/?ref_=x', 'imdb:tt0111161'],
    ['imdb:tt10872600', 'imdb:tt10872600'],
    ['tmdb:00278', 'tmdb:278'],
    ['tmdb:https://www.themoviedb.org/movie/278-the-shawshank-redemption', 'tmdb:278'],
    ['movielens:318.0', 'movielens:318'],
    ['letterboxd:https://letterboxd.com/film/The-Matrix/', 'letterboxd:the-matrix'],
    ['letterboxd:https://letterboxd.com/ana/film/the-matrix/', 'letterboxd:the-matrix'],
    ['letterboxd:https://boxd.it/2aQS', 'letterboxd:boxd.it/2aQS'],
    ['loja: Ana: 7 ', 'loja:Ana: 7'],
    ['loja:-1', 'loja:-1'],
    ['loja:Ame\u0301lie', 'loja:Am\u00e9lie'],
  ])('%j of a film is %j', (given, stored) => {
    expect(parseIdentifier(given, 'filmes')).toBe(stored);
    expect(parseIdentifier(stored, 'filmes')).toBe(stored);
  });

  it.each([
    'imdb:nm0000151',
    'imdb:0',
    'tmdb:abc',
    'letterboxd:a b',
    'loja:',
    ':7',
    '7:7',
    'ana',
    'l oja:7',
    `loja:${'x'.repeat(201)}`,
  ])('%j of a film is none', (given) => expect(() => parseIdentifier(given, 'filmes')).toThrow(InvalidIdentifier));

  it('of a person is as their source writes it', () => {
    expect(parseIdentifier('imdb:ur1000000', 'usuarios')).toBe('imdb:ur1000000');
  });
});

eachDatabase('ids elsewhere', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await addFilms(database, [
      { id: 1, titulo: 'Alien' },
      { id: 2, titulo: 'Brazil' },
    ]);
    await database.write((transaction) =>
      addIdentifiers(transaction, database.dialect, 'filmes', [
        { id: 1, identifier: 'tmdb:348' },
        { id: 1, identifier: 'imdb:tt0078748' },
        { id: 2, identifier: 'loja:it\'s "b": 1' },
      ]),
    );
  });
  const of = 'filmes';

  it('lead to what has them, and back', async () => {
    const refs = [1, 'tmdb:348', 'loja:it\'s "b": 1', 'tmdb:349', 'outra:348'];
    expect(await resolveIdentifiers(database, database.dialect, of, refs)).toEqual(
      new Map([
        ['tmdb:348', 1],
        ['loja:it\'s "b": 1', 2],
      ]),
    );
    expect(await identifiersOf(database, database.dialect, of, [1])).toEqual(
      new Map([[1, ['imdb:tt0078748', 'tmdb:348']]]),
    );
  });

  it('belong to one', async () => {
    const again = database.write((transaction) =>
      addIdentifiers(transaction, database.dialect, of, [{ id: 2, identifier: 'tmdb:348' }]),
    );
    await expect(again).rejects.toThrow();
  });

  it('go with what has them', async () => {
    await database.write((transaction) => transaction.query('DELETE FROM filmes WHERE id = 2'));
    expect(await resolveIdentifiers(database, database.dialect, of, ['loja:it\'s "b": 1'])).toEqual(new Map());
  });
});
