import type { RecommendationList } from '../../../src/recommendation/serving/recommendation-list';
import { httpAnswer } from '../../../src/recommendation/serving/http-answer';

const film = {
  id: 1,
  titulo: 'Ação',
  genero: '',
  diretor: '',
  atores: '',
  ano: null,

  posicao: 1,
  pontuacao: 2,
};
const list: RecommendationList = {
  films: [film],
  origin: 'modelo',
  modelVersion: 4,
  profileVersion: 9,
  hint: null,
  availability: null,
  next: 'abc',
};
const address = '/usuarios/1/recomendacoes?limite=1';

describe('a list as it goes out', () => {
  it('tells what it was made of and where it goes on, and is kept by nobody on the way', () => {
    const { body, headers } = httpAnswer(list, address, true);
    expect(JSON.parse(body.toString())).toEqual([film]);
    expect(headers).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      ETag: expect.stringMatching(/^W\/"[\w-]{27}"$/),
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      'X-Recomendacao-Origem': 'modelo',
      'X-Modelo-Versao': '4',
      'X-Perfil-Versao': '9',
      Link: `<${address}&cursor=abc>; rel="next"`,
    });
  });

  it('says nothing of a model, of stored ratings or of a next page where there is none', () => {
    const { headers } = httpAnswer({ ...list, modelVersion: null, next: null }, address, false);
    expect(Object.keys(headers).sort()).toEqual([
      'Cache-Control',
      'Content-Type',
      'ETag',
      'Vary',
      'X-Recomendacao-Origem',
    ]);
  });

  it('has another ETag when any of its films is told otherwise', () => {
    const etag = (films: RecommendationList['films']) => httpAnswer({ ...list, films }, address, true).headers.ETag;
    expect(etag([{ ...film }])).toBe(etag([film]));
    expect(etag([{ ...film, pontuacao: 3 }])).not.toBe(etag([film]));
  });
});
