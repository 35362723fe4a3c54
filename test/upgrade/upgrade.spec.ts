import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { migrations } from '../../src/database/migrations/migrations';
import { entities } from '../../src/entities';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer } from '../support/server';
import { trainingsOf } from '../support/training';
import { loadFirstSchema } from './first-schema';

eachDatabase('a database of the first released schema', (_, create) => {
  let location: DatabaseLocation;
  beforeEach(async () => {
    location = await create();
    await loadFirstSchema(location);
  });

  it('is brought up to date with all it holds', async () => {
    const database = await Database.open(location, entities);
    const names = await database.query<{ name: string }>('SELECT name FROM migracoes ORDER BY id');
    expect(names.map(({ name }) => name)).toEqual(migrations.map((migration) => new migration().name));
    expect(await database.query('SELECT id, nome, email, versao_perfil FROM usuarios ORDER BY id LIMIT 3')).toEqual([
      { id: 1, nome: 'Ana', email: 'ana@example.com', versao_perfil: 3 },
      { id: 2, nome: 'João', email: null, versao_perfil: 3 },
      { id: 3, nome: 'Zoë', email: 'zoe@example.com', versao_perfil: 3 },
    ]);
    expect(await database.query('SELECT id, titulo, genero, diretor, atores, ano FROM filmes ORDER BY id')).toEqual([
      film(1, 'Central do Brasil', 'drama', 'Walter Salles', 'Fernanda Montenegro, Vinícius de Oliveira', 1998),
      film(2, 'Bacurau', 'drama, suspense', 'Kleber Mendonça Filho, Juliano Dornelles', 'Sônia Braga', 2019),
      film(3, 'Alien', 'ficção científica, terror', 'Ridley Scott', 'Sigourney Weaver', 1979),
      film(4, 'Sem ano', '', '', '', null),
    ]);
    const ratings = await database.query<{ avaliado_em: number | null }>(
      'SELECT * FROM avaliacoes ORDER BY usuario_id, filme_id',
    );
    expect(ratings).toHaveLength(12);
    expect(ratings[0]).toEqual({
      usuario_id: 1,
      filme_id: 1,
      avaliacao: 4.5,
      avaliado_em: 1_700_000_000_000,
      recomendacao_id: null,
    });
    expect(ratings.filter(({ avaliado_em }) => avaliado_em === null)).toHaveLength(1);
    expect(await trainingsOf(database).list(10)).toMatchObject([
      { id: 1, state: 'concluido', request: { origin: 'comando' }, result: { versionId: 1 } },
    ]);
    await database.close();
  });

  it('serves its model, takes ratings and trains anew', async () => {
    const server = await startServer(location);
    const client = clientOf(() => server);
    const first = await client.get('/filmes/1/recomendacoes').expect(200);
    expect([first.headers['x-modelo-versao'], first.headers['x-recomendacao-origem']]).toEqual(['1', 'modelo']);
    await client.put('/usuarios/1/avaliacoes/4', { avaliacao: 2 }).expect(201);
    expect((await client.post('/usuarios', { nome: 'Novo' }).expect(201)).body.id).toBe(5);
    await server.train();
    const second = await client.get('/filmes/2/recomendacoes').expect(200);
    expect(second.headers['x-modelo-versao']).toBe('2');
    await server.close();
  });

  it('goes on to let people be read without a key, until PUBLIC_READ says otherwise', async () => {
    for (const [publicRead, status] of [
      [null, 200],
      ['catalogo', 401],
      ['true', 200],
      [null, 200],
    ] as const) {
      const server = await startServer(location, { publicRead });
      expect([publicRead, (await fetch(`${server.url}/usuarios/1/recomendacoes`)).status]).toEqual([
        publicRead,
        status,
      ]);
      expect((await fetch(`${server.url}/filmes`)).status).toBe(200);
      await server.close();
    }
  });
});

function film(id: number, titulo: string, genero: string, diretor: string, atores: string, ano: number | null) {
  return { id, titulo, genero, diretor, atores, ano };
}
