import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation, Settings } from '../../src/config/settings';
import type { TrainingDto } from '../../src/recommendation/training/training.dto';
import { TrainingQueue } from '../../src/recommendation/training/training-queue';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { train } from '../support/training';
import { addTastes } from '../support/two-tastes';
import { until } from '../support/until';

eachDatabase('a training by request', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const client = clientOf(() => server, 'admin');

  const start = async (settings: Partial<Settings> = {}) => {
    location = await create();
    server = await startServer(location, settings);
    await addTastes(server.database);
  };
  afterEach(() => server.close());

  const environment = () => ({
    ...process.env,
    DATABASE_URL: location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url,
    LOG_LEVEL: 'error',
  });
  const startProcess = (script: string, ...parameters: string[]): ChildProcess =>
    fork(join(__dirname, '../../src', script), parameters, { env: environment(), silent: true });

  /** Everything that the stream of a run tells until the server closes it; `told`: so far. */
  const follow = async (id: number, told: TrainingDto[] = [], language = 'pt'): Promise<TrainingDto[]> => {
    const response = await fetch(`${server.url}/modelo/treinos/${id}/eventos`, {
      headers: { 'Accept-Encoding': 'gzip', 'Accept-Language': language },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('content-encoding')).toBeNull();
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.matchAll(/^data: (.*)\n/gm);
      told.splice(0, told.length, ...Array.from(events, ([, data]) => JSON.parse(data) as TrainingDto));
    }
    return told;
  };

  const ended = async (id: number, within: number): Promise<TrainingDto> => {
    const run = async () => (await client.get(`/modelo/treinos/${id}`).expect(200)).body as TrainingDto;
    const isOver = async () => (await run()).terminado_em !== null;
    await until(`the end of training ${id}`, isOver, { seconds: within / 1000, everyMs: 200 });
    return run();
  };

  it('waits for a trainer, lets no second one in, and is taken over by the next training', async () => {
    await start();
    const asked = await client.post('/modelo/treinos', { ajuste: 'nunca' }).expect(202);
    expect(asked.headers.location).toBe('/modelo/treinos/1');
    expect(asked.body).toMatchObject({
      id: 1,
      estado: 'na_fila',
      origem: 'pedido',
      ajuste: 'nunca',
      percentual: 0,
      iniciado_em: null,
      terminado_em: null,
      duracao: null,
    });
    const again = await client.post('/modelo/treinos').expect(409);
    expect(again.body).toMatchObject({
      type: 'urn:centroide:problema:treino-em-andamento',
      detail: 'O treino 1 espera na fila. Acompanhe em /modelo/treinos/1.',
    });
    const english = await client.post('/modelo/treinos').set('Accept-Language', 'en').expect(409);
    expect(english.body.detail).toBe('Training 1 is waiting. Follow it at /modelo/treinos/1.');
    const told: TrainingDto[] = [];
    const events = follow(1, told);
    await until('the stream to see it waiting', () => told.length > 0);
    expect(await train(server.database, { origin: 'comando' })).toMatchObject({ state: 'concluido', versionId: 1 });
    await events;
    const { headers } = await client.get('/usuarios/1/recomendacoes').expect(200);
    expect(headers['x-recomendacao-origem']).toBe('modelo');
    expect(told[0]).toEqual(asked.body);
    const { body: run } = await client.get('/modelo/treinos/1').expect(200);
    expect(told.at(-1)).toEqual(run);
    expect(run).toMatchObject({ estado: 'concluido', origem: 'pedido', ajuste: 'nunca', percentual: 100, versao: 1 });
    expect(new Set(told.map((event) => JSON.stringify(event))).size).toBe(told.length);
    expect((await client.get('/modelo/treinos')).body).toHaveLength(1);
    await client.post('/modelo/treinos').expect(202);
  });

  it('says which wish it does not understand, and of what there is no training', async () => {
    await start();
    const { body } = await client.post('/modelo/treinos', { ajuste: 'talvez' }).expect(422);
    expect(body.error).toBe('ajuste: recebeu "talvez"; aceita auto, sempre, nunca.');
    await client.post('/modelo/treinos', { minutos: 1 }).expect(422);
    const missing = await client.get('/modelo/treinos/7/eventos').expect(404);
    expect(missing.body.error).toBe('Treino com ID 7 não encontrado.');
    expect((await client.get('/modelo/treinos')).body).toEqual([]);
  });

  it('is told in the language of the reader, as it is kept now and as releases before kept it', async () => {
    await start();
    const { body: asked } = await client.post('/modelo/treinos').expect(202);
    const told = async (language: string) => {
      const { body } = await client.get(`/modelo/treinos/${asked.id}`).set('Accept-Language', language);
      const [listed] = (await client.get('/modelo/treinos').set('Accept-Language', language)).body as TrainingDto[];
      expect(listed).toEqual(body);
      return [body.etapa, body.erro] as unknown[];
    };
    const keep = (change: string, values: string[]) =>
      server.database.write((transaction) => transaction.query(`UPDATE trabalhos SET ${change}`, values));
    expect([asked.etapa, ...(await told('en'))]).toEqual(['na fila', 'waiting', null]);
    await keep(`andamento = $1, erro = $2, erro_ingles = $3`, ['{"stage":"quality"}', 'acabou', 'it is over']);
    expect(await told('pt')).toEqual(['medição da qualidade', 'acabou']);
    expect(await told('en')).toEqual(['measuring the quality', 'it is over']);
    await keep(`andamento = $1, erro = $2, erro_ingles = NULL`, [
      '{"stage":"próximos filmes"}',
      'O treino foi interrompido.',
    ]);
    expect(await told('pt')).toEqual(['próximos filmes', 'O treino foi interrompido.']);
    expect(await told('en')).toEqual(['next films', 'The training was interrupted.']);
    // The stream of one that has ended ends.
    await keep(`estado = 'falhou', terminado_em = 1`, []);
    expect((await follow(asked.id, [], 'en')).map(({ etapa }) => etapa)).toEqual(['next films']);
  });

  it('runs at once where the server trains, and is told to its end', async () => {
    await start({ trainer: 'embedded' });
    // The server makes its first model by itself, of whatever was there.
    await until('the first training', async () => (await client.get('/modelo/treinos')).body.length > 0);
    const { body: first } = await client.get('/modelo/treinos');
    await ended(first[0].id, 40_000);
    const { body } = await client.post('/modelo/treinos', { ajuste: 'nunca' }).expect(202);
    const state = async () => (await client.get(`/modelo/treinos/${body.id}`)).body.estado as string;
    const following = follow(body.id);
    await until('the training to begin', async () => (await state()) !== 'na_fila');
    const told = await following;
    expect(told.at(-1)).toMatchObject({ id: body.id, estado: 'concluido', origem: 'pedido', erro: null });
    expect(told.length).toBeGreaterThan(1);
  });

  it('is run by a trainer beside the servers, and ends with it', async () => {
    await start();
    const trainer = startProcess('cli.js', 'treinador');
    try {
      await until('the first training', async () => (await client.get('/modelo/treinos')).body.length > 0);
      expect(await ended(1, 40_000)).toMatchObject({ origem: 'primeiro', estado: 'concluido' });
      await client.post('/modelo/treinos', { ajuste: 'nunca' }).expect(202);
      expect(await ended(2, 40_000)).toMatchObject({ origem: 'pedido', estado: 'concluido', versao: 2 });
      await client.post('/modelo/treinos').expect(202);
      await until('training 3', async () => (await client.get('/modelo/treinos/3')).body.estado !== 'na_fila', {
        everyMs: 20,
      });
    } finally {
      trainer.kill('SIGTERM');
      await once(trainer, 'exit');
    }
    expect((await client.get('/modelo/treinos/3')).body).toMatchObject({
      estado: 'falhou',
      erro: 'O treino foi interrompido.',
    });
  });

  it('that is killed shows as failed within 15 seconds, with nobody training again', async () => {
    await start();
    await client.post('/modelo/treinos').expect(202);
    const child = startProcess('job.js', 'treino', '1', 'teste');
    await until('training 1', async () => (await client.get('/modelo/treinos/1')).body.estado !== 'na_fila', {
      everyMs: 20,
    });
    child.kill('SIGKILL');
    expect(await ended(1, 15_000)).toMatchObject({
      estado: 'falhou',
      erro: 'O processo de treino morreu antes de terminar.',
      versao: null,
    });
    expect((await client.get('/modelo/versoes')).body).toEqual([]);
    await client.post('/modelo/treinos').expect(202);
  });

  it('that is told to stop says so before it goes', async () => {
    await start();
    await client.post('/modelo/treinos').expect(202);
    const child = startProcess('job.js', 'treino', '1', 'teste');
    await until('training 1', async () => (await client.get('/modelo/treinos/1')).body.estado !== 'na_fila', {
      everyMs: 20,
    });
    child.kill('SIGTERM');
    await once(child, 'exit');
    const { body } = await client.get('/modelo/treinos/1');
    expect(body).toMatchObject({ estado: 'falhou', erro: 'O treino foi interrompido.' });
  });

  it('is not looked at any more when whoever followed it has hung up', async () => {
    await start();
    await client.post('/modelo/treinos').expect(202);
    const looked = jest.spyOn(server.app.get(TrainingQueue), 'get');
    const hangUp = new AbortController();
    const followers = [1, 2, 3].map(async () => {
      const { body } = await fetch(`${server.url}/modelo/treinos/1/eventos`, { signal: hangUp.signal });
      await body!.getReader().read();
    });
    await Promise.all(followers);
    looked.mockClear();
    await pause(1_100);
    // However many follow: it is looked at twice a second.
    expect([1, 2, 3]).toContain(looked.mock.calls.length);
    hangUp.abort();
    await pause(300);
    looked.mockClear();
    await pause(1_100);
    expect(looked).not.toHaveBeenCalled();
  });

  it('leaves no stream open when the server closes', async () => {
    await start();
    await client.post('/modelo/treinos').expect(202);
    const told: TrainingDto[] = [];
    const events = follow(1, told);
    await until('the stream to see it waiting', () => told.length > 0);
    await server.close();
    expect((await events).map(({ estado }) => estado)).toEqual(['na_fila']);
    await start();
  });
});
