import { InvalidFields } from '../../../src/http/problem';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { visitorProfile, type NumberedRating } from '../../../src/recommendation/serving/visitor-profile';
import { checkRatings } from '../../../src/recommendation/serving/visitor-ratings';

const films = new FilmIndex(null, [1, 2, 3, 4], []);
const rating = (filme_id: number, avaliado_em?: number | null, avaliacao = filme_id): NumberedRating => ({
  filme_id,
  avaliacao,
  avaliado_em,
});

async function fieldsOf(refused: () => unknown): Promise<InvalidFields['fields']> {
  try {
    await refused();
  } catch (error) {
    if (error instanceof InvalidFields) return error.fields;
    throw error;
  }
  throw new Error('taken');
}

describe('the ratings of a visitor', () => {
  it('stand as stored ones do: those without a moment first, then by moment and film', () => {
    const given = [rating(2, 500), rating(4, null), rating(1, 700), rating(3)];
    expect(visitorProfile(given, films)).toEqual({
      version: 0,
      filmIds: [3, 4, 2, 1],
      ratings: [3, 4, 2, 1],
      times: [null, null, 500, 700],
      told: [],
      gone: [],
    });
    expect(visitorProfile([rating(3, 0), rating(2, 0), rating(4)], films).filmIds).toEqual([4, 2, 3]);
    expect(given.map(({ filme_id }) => filme_id)).toEqual([2, 4, 1, 3]);
  });

  it('are refused where a film is unknown or comes again, each by its place', async () => {
    const given = [rating(1), rating(9), rating(1), rating(9), rating(2)];
    expect(await fieldsOf(() => visitorProfile(given, films))).toEqual([
      { field: 'avaliacoes.1.filme_id', message: { pt: 'o filme 9 não existe', en: 'film 9 does not exist' } },
      {
        field: 'avaliacoes.2.filme_id',
        message: { pt: 'o filme 1 já veio em avaliacoes.0', en: 'film 1 came before, in avaliacoes.0' },
      },
      {
        field: 'avaliacoes.3.filme_id',
        message: { pt: 'o filme 9 já veio em avaliacoes.1', en: 'film 9 came before, in avaliacoes.1' },
      },
    ]);
  });

  it('are checked fifty at a time, other work in between, and what is wrong is named by its place', async () => {
    let pieces = 0;
    const pace = <Result>(piece: () => Result): Promise<Result> => {
      pieces++;
      return Promise.resolve(piece());
    };
    const given: unknown[] = Array.from({ length: 120 }, (_, n) => ({ filme_id: n + 1, avaliacao: 4 }));
    const checked = await checkRatings(given, pace);
    expect([pieces, checked.length, checked[119]]).toEqual([3, 120, expect.objectContaining({ filme_id: 120 })]);
    expect(await checkRatings([], pace)).toEqual([]);

    const wrong = given.with(3, null).with(60, { filme_id: 61, avaliacao: 6, nota: 1 });
    expect(await fieldsOf(() => checkRatings(wrong, pace))).toEqual([
      {
        field: 'avaliacoes.3',
        message: { pt: 'recebeu null; aceita um objeto', en: 'got null; takes an object' },
      },
    ]);
    const fields = await fieldsOf(() => checkRatings(wrong.slice(4), pace));
    expect(fields.map((error) => 'field' in error && error.field).sort()).toEqual([
      'avaliacoes.56.avaliacao',
      'avaliacoes.56.nota',
    ]);
    for (const value of [7, 'x', [], [{ filme_id: 1, avaliacao: 4 }]])
      expect(await fieldsOf(() => checkRatings([value], pace))).toMatchObject([{ field: 'avaliacoes.0' }]);
  });
});
