import { KeysService } from '../../src/access/keys.service';
import { ImportQueue } from '../../src/importing/jobs/import-queue';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { lines } from '../importing/files';
import { uploadsTo } from '../support/uploads';

eachDatabase('imports', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  const { upload, finished, imported } = uploadsTo(() => server);

  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('tell in a dry run that failed which columns there are, and of whom nobody knows they keep no rows', async () => {
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

  it('run one at a time, in the order in which they came', async () => {
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

  it('say of a file that cannot be used what would do, and show nobody our folders', async () => {
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

  it('are marked as failed when their process has died', async () => {
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
