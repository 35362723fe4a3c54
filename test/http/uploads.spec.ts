import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import { ImportQueue } from '../../src/importing/jobs/import-queue';
import { asText, clientOf, walk } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { contentOf, films, lines, ratings, removeFiles, users, zipWith } from '../importing/files';
import { until } from '../support/until';

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
  const finished = async (location: string) => {
    const job = async () => (await client.get(location).expect(200)).body;
    await until(`the end of ${location}`, async () => !['na_fila', 'executando'].includes((await job()).estado));
    return job();
  };
  const upload = (file: string | Buffer, query = '', name?: string) =>
    client.post(`/importacoes${query}`).attach('arquivo', file, name);
  const imported = async (file: string | Buffer, query = '', name?: string) =>
    finished((await upload(file, query, name).expect(202)).headers.location);

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

  it('tells in a dry run that failed which columns there are, and of whom nobody knows it keeps no rows', async () => {
    const unknown = await imported(
      Buffer.from(lines('userId;movieId;rating;Nome do Cliente', '1;1;3;Ana Lima')),
      '?simular=true',
      'notas.csv',
    );
    expect(unknown).toMatchObject({ estado: 'falhou', contagens: null });
    expect(unknown.arquivos).toEqual([
      {
        ...{ arquivo: 'notas.csv', tipo: 'avaliacoes', formato: 'mais parecido com avaliações do MovieLens' },
        ...{ separador: ';', cabecalho: true, linhas: [] },
        colunas: [
          { coluna: 'userId', campo: 'userId' },
          { coluna: 'movieId', campo: 'movieId' },
          { coluna: 'rating', campo: 'rating' },
          { coluna: 'Nome do Cliente', campo: null },
        ],
      },
    ]);
    const undated = lines('user,item,rating,date', '1,1,3,02/03/2021');
    const asking = await imported(Buffer.from(undated), '?simular=true', 'notas.csv');
    expect(asking).toMatchObject({ estado: 'falhou', arquivos: [{ linhas: [['1', '1', '3', '02/03/2021']] }] });
    expect((await imported(Buffer.from(undated), '', 'notas.csv')).arquivos).toEqual([]);
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

  it('runs one import at a time, in the order in which they came', async () => {
    const answers = [];
    for (const id of [501, 502, 503])
      answers.push(await upload(Buffer.from(lines('id,titulo', `${id},X`)), '', 'filmes.csv').expect(202));
    const jobs = [];
    for (const { headers } of answers) jobs.push(await finished(headers.location));
    for (const [n, job] of jobs.entries()) {
      expect(job.estado).toBe('concluida');
      if (n > 0) expect(job.iniciada_em >= jobs[n - 1].terminada_em).toBe(true);
    }
  });

  it('says of a file that cannot be used what would do, and shows nobody our folders', async () => {
    const wrong = await imported(Buffer.from('a,b\n1,2\n'), '', '../../etc/errado.csv');
    expect(wrong).toMatchObject({ estado: 'falhou', arquivo: 'errado.csv' });
    expect(wrong.erro).toMatch(/^errado\.csv: cabeçalho não reconhecido/);
    const broken = await imported(Buffer.from('PK\x03\x04 nada'), '', 'x.zip');
    expect(broken.erro).toMatch(/^x\.zip não pode ser lido/);
  });

  it('are listed in pages, the newest first, with who sent what and what came of it', async () => {
    const { text } = await server.app.get(KeysService).create('painel da loja', 'escrita');
    const file = Buffer.from(lines('id,titulo', '701,Um', '702,', '703,Três', '704,'));
    const { headers } = await upload(file, '', 'um.csv').set('Authorization', `Bearer ${text}`).expect(202);
    await finished(headers.location);
    const whole = (await admin.get(headers.location).expect(200)).body;
    const simulated = await imported(Buffer.from(lines('id,titulo', '704,X')), '?simular=true', 'dois.csv');
    const failed = await imported(Buffer.from('a,b\n1,2\n'), '', 'tres.csv');

    const { body: page } = await admin.get('/importacoes?limite=3').expect(200);
    const { rejeitadas, sem_uso, arquivos, ...summary } = whole;
    expect([rejeitadas.length, sem_uso, arquivos]).toEqual([2, [], []]);
    expect(page[2]).toEqual(summary);
    expect(page).toMatchObject([
      { id: failed.id, estado: 'falhou', arquivo: 'tres.csv', contagens: null, pedida_por: 'teste' },
      { id: simulated.id, estado: 'concluida', arquivo: 'dois.csv', simular: true, pedida_por: 'teste' },
      { arquivo: 'um.csv', estado: 'concluida', modo: 'manter', pedida_por: 'painel da loja', linhas: 4 },
    ]);
    expect(page[0].erro).toMatch(/^tres\.csv: cabeçalho não reconhecido/);
    expect(page[2].contagens).toEqual({ filmes: { novos: 2, alterados: 0, iguais: 0, rejeitados: 2 } });

    const { headers: more } = await admin.get('/importacoes?limite=2').expect(200);
    expect(more.link).toMatch(/^<\/importacoes\?limite=2&cursor=[\w-]+>; rel="next"$/);
    const all = await walk<{ id: number }>(admin.get, '/importacoes?limite=2');
    expect(all.map(({ id }) => id).slice(0, 3)).toEqual(page.map(({ id }: { id: number }) => id));
    expect(all).toEqual((await admin.get('/importacoes').expect(200)).body);
    expect(more['x-total-count']).toBe(String(all.length));
    expect(all.map(({ id }) => id)).toEqual([...all.map(({ id }) => id)].sort((a, b) => b - a));

    const english = await admin.get('/importacoes?limite=1').set('Accept-Language', 'en').expect(200);
    expect(english.body[0].erro).not.toBe(page[0].erro);
    expect(english.body[0].erro).toMatch(/^tres\.csv: /);
    const editor = clientOf(() => server, 'edicao');
    await editor.get('/importacoes').expect(403);
  });

  it('tell the names of keys, where they were kept, only to those who may list them', async () => {
    await client.get('/chaves').expect(403);
    await admin.get('/chaves').expect(200);
    const sent = await upload(Buffer.from(lines('id,titulo', '706,X')), '?simular=true', 'x.csv').expect(202);
    const told = [
      sent.body,
      await finished(sent.headers.location),
      ...(await client.get('/importacoes').expect(200)).body,
    ];
    expect(told.map(({ pedida_por }) => pedida_por)).toEqual(told.map(() => null));
    const toAdmin = async () => (await admin.get(sent.headers.location).expect(200)).body.pedida_por as unknown;
    expect(await toAdmin()).toBe('teste');
    // As a server of the version before leaves them.
    await server.database.write((transaction) => transaction.query('UPDATE trabalhos SET pedido_por = NULL'));
    expect(await toAdmin()).toBeNull();
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

  it('is marked as failed when its process has died', async () => {
    const queue = server.app.get(ImportQueue);
    const options = { dryRun: false, existing: 'keep', scale: null } as const;
    const id = await queue.enqueue({ file: 'filmes.csv', path: '/dev/null', options }, 'alguém que morreu');
    await queue.claim(id!, 'alguém que morreu');
    expect((await client.get(`/importacoes/${id}`).expect(200)).body.estado).toBe('executando');
    await server.database.write((transaction) =>
      transaction.query('UPDATE trabalhos SET batida_em = batida_em - 31000 WHERE id = $1', [id]),
    );
    const { body } = await client.get(`/importacoes/${id}`).expect(200);
    expect(body).toMatchObject({
      estado: 'falhou',
      erro: 'O servidor que recebeu o arquivo parou antes de terminar. Envie de novo.',
    });
    expect((await imported(Buffer.from(lines('id,titulo', '600,X')), '', 'filmes.csv')).estado).toBe('concluida');
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
