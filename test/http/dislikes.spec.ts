import request from 'supertest';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Film {
  id: number;
  titulo: string;
  genero: string;
  pontuacao: number;
  motivos: { tipo: string; texto: string; parte: number; filme_id?: number; avaliacao?: number }[];
}

interface Rating {
  filme_id: number;
  avaliacao: number;
}

eachDatabase('a film that was disliked', (_, create) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  /** The whole list for a visitor with these ratings, the best first. */
  async function listFor(avaliacoes: Rating[], language = 'pt'): Promise<Film[]> {
    const films: Film[] = [];
    let path: string | undefined = '/recomendacoes';
    while (path !== undefined) {
      const answer: request.Response = await request(server.url)
        .post(path)
        .set('Accept-Language', language)
        .send({ avaliacoes, limite: 100, explicar: true })
        .expect(200);
      films.push(...(answer.body as Film[]));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.link)?.[1];
    }
    return films;
  }

  const isHorror = ({ genero }: Film) => genero.split(', ').includes('terror');
  const placesOf = (films: Film[]) => new Map(films.map(({ id }, place) => [id, place]));
  const meanPlace = (films: Film[], of: (film: Film) => boolean) => {
    const places = films.flatMap((film, place) => (of(film) ? [place] : []));
    return places.reduce((sum, place) => sum + place, 0) / places.length;
  };

  it('moves films that are like it the other way than the same film liked', async () => {
    const nobody = await listFor([]);
    for (const { id } of nobody.slice(0, 8)) {
      const { body: similar } = await request(server.url).get(`/filmes/${id}/similares?limite=10`).expect(200);
      const near = new Set(similar.map((film: Film) => film.id));
      const [liked, disliked] = await Promise.all([5, 0.5].map((avaliacao) => listFor([{ filme_id: id, avaliacao }])));
      const isNear = (film: Film) => near.has(film.id);
      expect(meanPlace(disliked, isNear)).toBeGreaterThan(meanPlace(liked, isNear) + 20);
      const [first, others] = [placesOf(liked), placesOf(disliked)];
      // As many films as the like brings forward the dislike puts back, for the one speaks against what the other speaks for.
      const lead = liked.filter((film) => others.get(film.id)! < first.get(film.id)!);
      expect(lead.length).toBeGreaterThan(0.3 * liked.length);
    }
  });

  it('pushes its kind below where it is for a person without ratings, and a liked one does not', async () => {
    const nobody = await listFor([]);
    const six = nobody.filter(isHorror).slice(0, 6);
    expect(six).toHaveLength(6);
    const ids = new Set(six.map(({ id }) => id));
    const others = (film: Film) => isHorror(film) && !ids.has(film.id);
    const after = (avaliacao: number) => listFor(six.map(({ id }) => ({ filme_id: id, avaliacao })));
    const [without, disliked, liked] = [nobody, await after(0.5), await after(5)].map((list) =>
      meanPlace(
        list.filter(({ id }) => !ids.has(id)),
        others,
      ),
    );
    expect(disliked).toBeGreaterThan(without);
    expect(liked).toBeLessThan(without);
  });

  it('is never a reason for a film, and is told as one against it', async () => {
    const nobody = await listFor([]);
    const liked = nobody.filter((film) => !isHorror(film)).slice(0, 5);
    const disliked = nobody.filter(isHorror).slice(0, 3);
    const ratings = [
      ...liked.map(({ id }) => ({ filme_id: id, avaliacao: 5 })),
      ...disliked.map(({ id }) => ({ filme_id: id, avaliacao: 1 })),
    ];
    const [films, english] = [await listFor(ratings), await listFor(ratings, 'en')];
    const reasons = films.flatMap(({ motivos }) => motivos);
    const pro = reasons.filter(({ tipo }) => tipo === 'avaliacao');
    const contra = reasons.filter(({ tipo, filme_id }) => tipo === 'contra' && filme_id !== undefined);
    expect(pro.length).toBeGreaterThan(0);
    expect(pro.every(({ avaliacao, parte }) => avaliacao === 5 && parte > 0)).toBe(true);
    expect(contra.length).toBeGreaterThan(0);
    expect(contra.every(({ avaliacao, parte }) => avaliacao === 1 && parte < 0)).toBe(true);
    const titles = new Map(disliked.map(({ id, titulo }) => [id, titulo]));
    for (const { filme_id, texto, parte } of contra)
      expect(texto).toBe(
        `Menos, porque você não gostou de ${titles.get(filme_id!)} (nota 1): ${Math.round(100 * parte)}%`,
      );
    const texts = english.flatMap(({ motivos }) => motivos.map(({ texto }) => texto));
    expect(texts.some((text) => /^Less, because you disliked .* \(rated 1\): -\d+%$/.test(text))).toBe(true);
  });

  it('leaves the shares of what speaks for and against a film adding up to its score', async () => {
    const nobody = await listFor([]);
    const ratings = nobody.slice(0, 12).map(({ id }, n) => ({ filme_id: id, avaliacao: n % 3 === 0 ? 1 : 4.5 }));
    const films = (await listFor(ratings)).filter(({ pontuacao }) => pontuacao > 0);
    expect(films.length).toBeGreaterThan(50);
    for (const { motivos } of films) {
      const total = motivos.reduce((sum, { parte }) => sum + parte, 0);
      expect(total).toBeCloseTo(1, 9);
    }
  });
});
