import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import { asText, clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { contentOf, films, lines, ratings, removeFiles, users, zipWith } from '../importing/files';
import { until } from '../support/until';
import { uploadsTo } from '../support/uploads';

afterAll(removeFiles);

const zip = () =>
  zipWith({
    'ml/movies.csv': lines('movieId,title,genres', '1,Um (1990),Comedy', '2,Dois (1991),Drama'),
    'ml/ratings.csv': lines(
      'userId,movieId,rating,timestamp',
      '1,1,4.0,1000',
      '1,2,2.5,1001',
      '2,9,3.0,1002',
      '2,1,x,1',
    ),
    'ml/links.csv': lines('movieId,imdbId,tmdbId', '1,2,3'),
  });

eachDatabase('POST /importacoes', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  const { upload, finished, imported } = uploadsTo(() => server);

  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('tells in a dry run what would happen, and warns of what looks wrong', async () => {
    const rows = ['1,1,3,4070908800000', '1,2,3,', '2,7,3,'];
    const body = await imported(
      Buffer.from(lines('usuario_id,filme_id,avaliacao,avaliado_em', ...rows)),
      '?simular=true',
      'avaliacoes.csv',
    );
    expect(body).toMatchObject({ estado: 'concluida', simular: true, arquivo: 'avaliacoes.csv' });
    expect(body.avisos).toEqual([
      'todas as 3 avaliações têm a mesma nota (3): não dizem de que cada um gosta mais',
      'avaliações com data no futuro: 1',
      'avaliações de filmes ou usuários que não existem: 2',
    ]);
    const ten = Array.from({ length: 30 }, (__, n) => `${n + 1},1,${(n % 10) + 1},`);
    const scaled = await imported(
      Buffer.from(lines('usuario_id,filme_id,avaliacao,avaliado_em', ...ten)),
      '?simular=true',
      'avaliacoes.csv',
    );
    expect(scaled.avisos).toContain('avaliacoes.csv: as notas foram lidas como de 0 a 10 e convertidas para 0 a 5');
    expect(await films(server.database)).toEqual([]);
  });

  it('takes a MovieLens zip, tells of each rejected row, and changes nothing the second time', async () => {
    const path = await zip();
    const accepted = await upload(path).expect(202);
    expect(accepted.body).toMatchObject({ arquivo: 'arquivo.zip', simular: false });
    const body = await finished(accepted.headers.location);
    expect(body).toMatchObject({ estado: 'concluida', percentual: 100, linhas: 7, erro: null, sem_uso: [] });
    expect(body.contagens).toEqual({
      filmes: { novos: 2, alterados: 0, iguais: 0, rejeitados: 0 },
      identificadores: { novos: 1, alterados: 0, iguais: 0, rejeitados: 0 },
      usuarios: { novos: 1, alterados: 0, iguais: 0, rejeitados: 0 },
      avaliacoes: { novos: 2, alterados: 0, iguais: 0, rejeitados: 2 },
    });
    expect(body.rejeitadas).toEqual([
      { arquivo: 'ratings.csv', linha: 4, motivo: 'filme 9 não existe' },
      { arquivo: 'ratings.csv', linha: 5, motivo: 'avaliação "x" não é um número' },
    ]);
    expect(await films(server.database)).toHaveLength(2);
    const before = await contentOf(server.database);
    expect((await imported(path)).contagens.avaliacoes).toMatchObject({ novos: 0, alterados: 0, iguais: 2 });
    expect(await contentOf(server.database)).toEqual(before);
  });

  it('takes an export, and gives the same database', async () => {
    const { body } = await admin.get('/exportacao').buffer(true).parse(asText).expect(200);
    const other = await startServer(await create());
    try {
      const there = clientOf(() => other);
      const answer = await there.post('/importacoes').attach('arquivo', Buffer.from(body as string), 'tudo.ndjson');
      expect(answer.status).toBe(202);
      await until('the end of the import', async () => {
        const { estado } = (await there.get(answer.headers.location).expect(200)).body;
        expect(estado).not.toBe('falhou');
        return estado === 'concluida';
      });
      for (const table of [films, users, ratings])
        expect(await table(other.database)).toEqual(await table(server.database));
    } finally {
      await other.close();
    }
  });

  it('refuses what is no upload, and asks for an admin key where everything would be deleted', async () => {
    await client.post('/importacoes', {}).expect(415);
    const form = 'multipart/form-data; boundary=b';
    const missing = await client.post('/importacoes').set('Content-Type', form).send('--b--\r\n').expect(422);
    expect(missing.body.erros[0].campo).toBe('arquivo');
    const overlooked = await upload(Buffer.from('x'), '', 'a.csv').field('modo', 'manter').expect(422);
    expect(overlooked.body.error).toBe(
      'modo: o formulário tem só o arquivo; parâmetros vão no endereço, como em /importacoes?modo=manter.',
    );
    await client.post('/importacoes').attach('errado', Buffer.from('x'), 'a.csv').expect(400);
    await upload(Buffer.from('x'), '?modo=apagar', 'a.csv').expect(422);
    const { body } = await upload(Buffer.from('x'), '?modo=substituir', 'a.csv').expect(403);
    expect(body.error).toBe('A chave tem o escopo escrita; é preciso admin.');
    expect((await client.get('/importacoes/9999').expect(404)).body.error).toBe(
      'Importação com ID 9999 não encontrada.',
    );
  });
});

withSqlite('an upload', (_, create) => {
  it('over the demonstration catalogue has to say what becomes of it', async () => {
    const server = await startServer(await create(), { seed: 'demo', uploadLimit: 10_000 });
    const { text } = await server.app.get(KeysService).create('x', 'admin');
    const upload = (query: string, content: string) =>
      request(server.url)
        .post(`/importacoes${query}`)
        .set('Authorization', `Bearer ${text}`)
        .attach('arquivo', Buffer.from(content), 'filmes.csv');
    const { body } = await upload('', 'id,titulo\n1,X\n').set('Accept-Language', 'en').expect(409);
    expect(body.error).toMatch(/^The database holds the demonstration catalogue/);
    await upload('?modo=manter', 'x'.repeat(10_001)).expect(413);
    await upload('?modo=substituir&forcar=true', 'id,titulo\n1,X\n').expect(202);
    await until('the only film', async () => (await films(server.database)).length === 1);
    expect(await films(server.database)).toMatchObject([{ id: 1, titulo: 'X' }]);
    await server.close();
  });
});
