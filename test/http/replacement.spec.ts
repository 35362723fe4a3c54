import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import type { EntityManager } from 'typeorm';
import type { DatabaseLocation } from '../../src/config/settings';
import { importFiles, removeFiles } from '../importing/files';
import { replaceEverything } from '../../src/importing/writing/replacement';
import { searchColumns } from '../../src/films/film-row';
import { ModelStore } from '../../src/recommendation/model/model-store';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { databaseUrl } from '../support/program';
import { startServer, type TestServer } from '../support/server';
import { trainingsOf } from '../support/training';
import { addTastes } from '../support/two-tastes';
import { until } from '../support/until';

afterAll(removeFiles);

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/** The same numbers as the films and people that are there, and others behind them. */
const others = [
  ...upTo(16).map((id) => ({ tipo: 'filme', id, titulo: `Outro ${id}`, genero: id % 2 ? 'Terror' : 'Faroeste' })),
  ...upTo(12).map((id) => ({ tipo: 'usuario', id, nome: `Outra pessoa ${id}` })),
  ...upTo(12).flatMap((user) =>
    upTo(16)
      .filter((film) => (user + film) % 4 > 0)
      .map((film) => ({
        tipo: 'avaliacao',
        usuario_id: user,
        filme_id: film,
        avaliacao: film % 2 === user % 2 ? 5 : 1,
      })),
  ),
];

const file = others.map((row) => `${JSON.stringify(row)}\n`).join('');

eachDatabase('a replacement under a server', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const client = clientOf(() => server, 'admin');
  beforeEach(async () => {
    location = await create();
    server = await startServer(location);
    await addTastes(server.database);
    await server.train();
  });
  afterEach(() => server.close());

  const upload = async (query: string, content: string) => {
    const { headers } = await client
      .post(`/importacoes${query}`)
      .attach('arquivo', Buffer.from(content), 'tudo.ndjson');
    let body = { estado: '', erro: null as string | null, copia: null as string | null, avisos: [] as string[] };
    await until('the end of the import', async () => {
      body = (await client.get(headers.location).expect(200)).body;
      return body.estado === 'concluida' || body.estado === 'falhou';
    });
    return body;
  };
  const served = async () => {
    const { headers, body } = await request(server.url).get('/usuarios/1/recomendacoes?limite=16').expect(200);
    return {
      version: headers['x-modelo-versao'],
      origin: headers['x-recomendacao-origem'],
      titles: (body as { titulo: string }[]).map(({ titulo }) => titulo.split(' ')[0]),
    };
  };

  it('serves nothing of the model before, refuses to activate it, and asks for the next one', async () => {
    // It does not look for another model by itself here: what is served may not hang on that.
    expect(await served()).toMatchObject({ version: '1', origin: 'modelo' });
    const done = await upload('?modo=substituir', file);
    expect(done).toMatchObject({ estado: 'concluida', erro: null });
    expect(done.copia).toMatch(/^copias\/antes-de-substituir-\d{8}T\d{9}Z\.(db|ndjson)$/);
    const now = await served();
    expect([now.version, now.origin]).toEqual([undefined, 'populares']);
    expect(new Set(now.titles)).toEqual(new Set(['Outro']));
    for (const path of ['/modelo', '/grupos', '/modelo/mapa', '/filmes/1/similares'])
      expect([path, (await client.get(path)).body.type]).toEqual([path, 'urn:centroide:problema:sem-modelo']);

    const { body } = await client.post('/modelo/versoes/1/ativar').expect(409);
    expect(body).toMatchObject({
      type: 'urn:centroide:problema:versao-de-outros-dados',
      detail:
        'A versão 1 foi treinada com dados que foram substituídos depois: seus filmes são outros. Treine de novo.',
    });
    const english = await client.post('/modelo/versoes/1/ativar').set('Accept-Language', 'en').expect(409);
    expect(english.body.detail).toMatch(/^Version 1 was trained on data that have been replaced since/);
    expect((await client.get('/modelo/versoes').expect(200)).body).toMatchObject([{ versao: 1, ativavel: false }]);

    expect((await trainingsOf(server.database).open()).map(({ state }) => state)).toEqual(['na_fila']);
    await server.train();
    expect(await served()).toMatchObject({ version: '2', origin: 'modelo' });
    expect((await client.get('/modelo/versoes')).body).toMatchObject([{ ativavel: true }, { ativavel: false }]);
  });

  it('is refused when next to nothing would land, unless forcar=true', async () => {
    const one = `${JSON.stringify(others[0])}\n`;
    expect((await client.post('/importacoes?forcar=true').attach('arquivo', Buffer.from(one), 'a.ndjson')).status).toBe(
      422,
    );
    const refused = await upload('?modo=substituir', one);
    expect(refused.estado).toBe('falhou');
    expect(refused.erro).toMatch(
      /há +16 filmes, 12 usuários e 154 avaliações\n.*1 filme, 0 usuários e 0 avaliações[^]*forcar=true/,
    );
    expect(await served()).toMatchObject({ version: '1' });
    expect(await upload('?modo=substituir&forcar=true', one)).toMatchObject({ estado: 'concluida' });
    expect((await client.get('/filmes')).body).toMatchObject([{ titulo: 'Outro 1' }]);
  });

  it('is waited for by who writes meanwhile: nobody is told that somebody is not there who was and is', async () => {
    const answers: Promise<number>[] = [];
    const load = async (transaction: EntityManager) => {
      const status = async (answer: PromiseLike<request.Response>) => (await answer).status;
      answers.push(status(client.patch('/usuarios/1', { nome: 'Ana' })));
      answers.push(status(client.patch('/filmes/1', { titulo: 'Um' })));
      answers.push(status(client.put('/usuarios/2/avaliacoes/2', { avaliacao: 5 })));
      await pause(500);
      const film = { titulo: 'Outro', genero: '', diretor: '', atores: '' };
      const columns = { ...film, ...searchColumns(film) };
      const names = Object.keys(columns);
      for (const id of [1, 2])
        await transaction.query(
          `INSERT INTO filmes (id, ${names.join(', ')}) VALUES (${id}, ${names.map((_name, n) => `$${n + 1}`).join(', ')})`,
          Object.values(columns),
        );
      await transaction.query("INSERT INTO usuarios (id, nome) VALUES (1, 'Outra'), (2, 'Outra')");
    };
    await replaceEverything(server.database, { force: true }, load, () => Promise.resolve());
    expect(await Promise.all(answers)).toEqual([200, 200, 201]);
    expect((await client.get('/usuarios/1')).body).toMatchObject({ nome: 'Ana' });
    expect((await client.get('/filmes/1')).body).toMatchObject({ titulo: 'Um' });
  });

  it('is not undone by a training that began before: its model is kept, not activated, and the next is asked for', async () => {
    const trainings = trainingsOf(server.database);
    const id = (await trainings.enqueue({ origin: 'agenda', tuning: 'sempre' }))!;
    const child = startTraining(location, id);
    const ended = once(child, 'exit');
    const job = async () => (await trainings.get(id))!;
    await until('some progress', async () => (await job()).percent > 0, { everyMs: 5 });
    child.kill('SIGSTOP');
    const stage = (await job()).progress?.stage;
    await importFiles(server.database, { 'tudo.ndjson': file }, { existing: 'replace' });
    child.kill('SIGCONT');
    await ended;

    expect(stage).not.toBe('writing');
    const store = new ModelStore(server.database);
    expect(await job()).toMatchObject({ state: 'concluido', result: { versionId: 2 } });
    expect(await store.version(2)).toMatchObject({
      state: 'rejeitado',
      reason: 'os dados foram substituídos depois que o treino começou',
      activatedAt: null,
    });
    expect(await store.activeVersion()).toBeNull();
    expect(await trainings.open()).toMatchObject([{ state: 'na_fila', request: { origin: 'primeiro' } }]);
    await server.train();
    expect(await served()).toMatchObject({ version: '3', origin: 'modelo' });
  });
});

/** The process that a runner starts for the training that waits. */
function startTraining(location: DatabaseLocation, id: number): ChildProcess {
  return fork(join(__dirname, '../../src/job.js'), ['treino', String(id), 'teste'], {
    env: { ...process.env, DATABASE_URL: databaseUrl(location), LOG_LEVEL: 'error' },
    silent: true,
  });
}
