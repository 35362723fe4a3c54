import type { DatabaseLocation } from '../../src/config/settings';
import { lines } from '../importing/files';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { databaseUrl, startProgram, startServerProgram, type Program } from '../support/program';
import { startServer, type TestServer } from '../support/server';
import { addTastes } from '../support/two-tastes';
import { until } from '../support/until';
import { Receiver } from './receiver';

eachDatabase('webhooks are told of what other processes do', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  let receiver: Receiver;
  const admin = clientOf(() => server, 'admin');

  beforeEach(async () => {
    location = await create();
    receiver = await Receiver.start();
    server = await startServer(location, { webhookPrivate: true });
  });
  afterEach(async () => {
    await server.close();
    await receiver.close();
  });

  const subscribe = (tipos: readonly string[]) => admin.post('/webhooks', { url: receiver.url, tipos }).expect(201);
  const told = (type: string) => receiver.of(type).map(({ data }) => data);

  it('a training that is stopped, and one that makes a model; each once', async () => {
    await subscribe(['modelo.ativado', 'treino.falhou']);
    await addTastes(server.database);
    const train = async (id: number): Promise<Program> => {
      expect((await admin.post('/modelo/treinos', { ajuste: 'nunca' }).expect(202)).body.id).toBe(id);
      const environment = { DATABASE_URL: databaseUrl(location), LOG_LEVEL: 'error' };
      return startProgram('job.js', ['treino', String(id), 'teste'], environment);
    };
    const stopped = await train(1);
    const state = async () => (await admin.get('/modelo/treinos/1').expect(200)).body.estado as string;
    await until('the beginning of training 1', async () => (await state()) !== 'na_fila', { everyMs: 20 });
    await stopped.kill('SIGTERM');
    expect(await state()).toBe('falhou');
    await until('the failure', () => told('treino.falhou').length > 0);
    expect(told('treino.falhou')).toEqual([{ treino_id: 1 }]);

    expect(await (await train(2)).ended).toBe(0);
    await until('the model', () => told('modelo.ativado').length > 0);
    const { body: versions } = await admin.get('/modelo/versoes').expect(200);
    expect(told('modelo.ativado')).toEqual([{ versao: versions[0].versao }]);
    await admin.post(`/modelo/versoes/${versions[0].versao}/ativar`).expect(200);
    // It was the active one: nothing has changed, and there is nothing to tell.
    expect(await server.database.query('SELECT tipo FROM entregas ORDER BY id')).toEqual([
      { tipo: 'treino.falhou' },
      { tipo: 'modelo.ativado' },
    ]);
  });

  it('an import, once it is done, and none that is only tried out', async () => {
    await subscribe(['importacao.concluida']);
    const upload = async (query: string, text: string, state: string): Promise<number> => {
      const answer = await admin.post(`/importacoes${query}`).attach('arquivo', Buffer.from(text), 'filmes.csv');
      const { id } = answer.body as { id: number };
      const job = async () => (await admin.get(`/importacoes/${id}`).expect(200)).body.estado as string;
      await until(`the end of import ${id}`, async () => !['na_fila', 'executando'].includes(await job()));
      expect(await job()).toBe(state);
      return id;
    };
    await upload('?simular=true', lines('id,titulo', '1,Um'), 'concluida');
    await upload('', 'nada\n', 'falhou');
    const added = await upload('', lines('id,titulo', '1,Um'), 'concluida');
    const replaced = await upload('?modo=substituir', lines('id,titulo', '1,Outro'), 'concluida');
    await until('the imports', () => told('importacao.concluida').length === 2);
    expect(told('importacao.concluida')).toEqual([{ importacao_id: added }, { importacao_id: replaced }]);
    for (const { body } of receiver.messages) expect(body).not.toMatch(/Um|Outro|filmes/);
  });

  it('what happened before a server was killed, by another one, and by the same message if it was being sent', async () => {
    const { body: webhook } = await subscribe(['usuario.apagado']);
    const { body: person } = await admin.post('/usuarios', { nome: 'Ana' }).expect(201);
    const bearer = server.bearer('admin');
    await server.close();
    receiver.answer = () => 'nothing';
    const program = await startServerProgram(location, { WEBHOOK_PRIVATE: 'true' });
    const erased = await fetch(`${program.url}/usuarios/${person.id}`, {
      method: 'DELETE',
      headers: { Authorization: bearer },
    });
    expect(erased.status).toBe(204);
    await until('the first attempt', () => receiver.messages.length === 1);
    await program.kill('SIGKILL');

    receiver.answer = () => 204;
    server = await startServer(location, { webhookPrivate: true });
    expect((await admin.get(`/webhooks/${webhook.id}/entregas`)).body).toMatchObject([
      { estado: 'na_fila', tentativas: 1 },
    ]);
    // As if whoever sent it counted as dead.
    await server.database.write((transaction) => transaction.query('UPDATE entregas SET proxima_em = 0'));
    await until('the second attempt', () => receiver.messages.length === 2);
    expect(receiver.messages[1].id).toBe(receiver.messages[0].id);
    expect(told('usuario.apagado')).toEqual(Array(2).fill({ usuario_id: person.id, unido_a: null }));
    const state = async () => (await admin.get(`/webhooks/${webhook.id}/entregas`)).body[0].estado as string;
    await until('the delivery', async () => (await state()) === 'entregue');
  });
});
