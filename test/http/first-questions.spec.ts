import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { some } from '../support/some';

interface Question {
  id: number;
  titulo: string;
  grupo: { id: number; nome: string };
}

eachDatabase('the films that a newcomer is asked about', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const get = (path: string) => request(server.url).get(path);
  const questions = async (): Promise<Question[]> => (await get('/recomendacoes/inicio').expect(200)).body;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('are not known before the first model, which is told in both languages', async () => {
    const untrained = await startServer(await create());
    const ask = () => request(untrained.url).get('/recomendacoes/inicio');
    const { body } = await ask().expect(404);
    expect(body.type).toBe('urn:centroide:problema:sem-modelo');
    const english = await ask().set('Accept-Language', 'en').expect(404);
    expect(english.body.error).toMatch(/^No model has been trained yet/);
    await untrained.close();
  });

  it('are nine, at most two of a group, each with the group that the map shows', async () => {
    const nine = await questions();
    expect(new Set(nine.map(({ id }) => id)).size).toBe(9);
    const { body: map } = await get('/modelo/mapa');
    const groupOf = new Map(map.filmes.map((film: { id: number; grupo: number }) => [film.id, film.grupo]));
    const nameOf = new Map(map.grupos.map(({ id, nome }: { id: number; nome: string }) => [id, nome]));
    const asked = new Map<number, number>();
    for (const { id, grupo } of some(nine)) {
      expect(grupo).toEqual({ id: groupOf.get(id), nome: nameOf.get(grupo.id) });
      asked.set(grupo.id, (asked.get(grupo.id) ?? 0) + 1);
    }
    expect(Math.max(...asked.values())).toBeLessThanOrEqual(2);
    expect(await questions()).toEqual(nine);
  });

  it('are others once a film is deleted, and take no parameters', async () => {
    const [first] = await questions();
    await client.delete(`/filmes/${first.id}`).expect(204);
    const after = await questions();
    expect(after).toHaveLength(9);
    expect(after.map(({ id }) => id)).not.toContain(first.id);
  });
});
