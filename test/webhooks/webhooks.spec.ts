import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import type { DeliveryDto } from '../../src/webhooks/webhook.dto';
import { addUsers } from '../support/add-rows';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { Receiver, signatureOf } from './receiver';

const ALL = ['modelo.ativado', 'treino.falhou', 'importacao.concluida', 'usuario.apagado'];

eachDatabase('webhooks', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  let receiver: Receiver;
  const admin = clientOf(() => server, 'admin');

  beforeAll(async () => {
    location = await create();
    server = await startServer(location, { webhookPrivate: true });
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    for (const { id } of (await admin.get('/webhooks').expect(200)).body as { id: number }[])
      await admin.delete(`/webhooks/${id}`).expect(204);
    receiver.reset();
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
  });

  const made = async (tipos = ALL, url = receiver.url): Promise<{ id: number; segredo: string }> =>
    (await admin.post('/webhooks', { url, tipos }).expect(201)).body as { id: number; segredo: string };
  const deliveries = async (id: number, language = 'pt'): Promise<DeliveryDto[]> =>
    (await admin.get(`/webhooks/${id}/entregas`).set('Accept-Language', language).expect(200)).body as DeliveryDto[];
  const arrived = (count: number) => until(`${count} messages`, () => receiver.messages.length >= count);
  /** As if the pause before the next attempt were over. */
  const later = () =>
    server.database.write((transaction) =>
      transaction.query(`UPDATE entregas SET proxima_em = 0, resposta = NULL, falha = NULL WHERE estado = 'na_fila'`),
    );
  /** The newest delivery, once what became of an attempt has been noted. */
  const noted = async (id: number, attempt: number): Promise<DeliveryDto> => {
    const isNoted = ({ tentativas, resposta, erro }: DeliveryDto) =>
      tentativas === attempt && (resposta !== null || erro !== null);
    await until(`the end of attempt ${attempt}`, async () => isNoted((await deliveries(id))[0]));
    return (await deliveries(id))[0];
  };

  it('are made, listed and deleted; what signs their messages is shown once', async () => {
    const { body } = await admin.post('/webhooks', { url: ` ${receiver.url} `, tipos: ['modelo.ativado'] }).expect(201);
    const { segredo, ...shown } = body as { segredo: string; id: number };
    expect(segredo).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shown).toEqual({
      ...{ id: shown.id, url: receiver.url, tipos: ['modelo.ativado'] },
      criado_em: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect((await admin.get('/webhooks').expect(200)).body).toEqual([shown]);
    await admin.delete(`/webhooks/${shown.id}`).expect(204);
    const again = await admin.delete(`/webhooks/${shown.id}`).expect(404);
    expect(again.body.detail).toBe(`Webhook com ID ${shown.id} não encontrado.`);
    await admin.post(`/webhooks/${shown.id}/teste`).expect(404);
    await admin.get(`/webhooks/${shown.id}/entregas`).expect(404);
  });

  it('say what they do not take, in the language of whoever asks', async () => {
    const wrong = await admin.post('/webhooks', { url: 'ftp://a.example', tipos: ['modelo.ativado', 'x'] }).expect(422);
    expect(wrong.body.erros).toEqual([
      {
        campo: 'url',
        mensagem: 'recebeu "ftp://a.example"; aceita um endereço http:// ou https:// de até 2000 caracteres',
      },
      {
        campo: 'tipos',
        mensagem: `recebeu ["modelo.ativado","x"]; aceita uma lista de um ou mais destes, cada um uma vez: ${ALL.join(', ')}`,
      },
    ]);
    for (const tipos of [[], 'modelo.ativado', ['treino.falhou', 'treino.falhou'], null, undefined])
      await admin.post('/webhooks', { url: receiver.url, tipos }).expect(422);
    const metadata = { url: 'https://169.254.169.254/latest', tipos: ALL };
    const refused = await admin.post('/webhooks', metadata).expect(422);
    expect(refused.body.detail).toBe(
      'url: recebeu "https://169.254.169.254/latest"; aceita https:// que leve à internet; com WEBHOOK_PRIVATE=true, ' +
        'também https:// e http:// a esta máquina e a redes privadas.',
    );
    const english = await admin.post('/webhooks', metadata).set('Accept-Language', 'en').expect(422);
    expect(english.body.erros).toEqual([
      {
        campo: 'url',
        mensagem:
          'got "https://169.254.169.254/latest"; takes https:// that leads to the internet; with WEBHOOK_PRIVATE=true, ' +
          'also https:// and http:// to this machine and to private networks',
      },
    ]);
    await admin.post('/webhooks', { url: 'https://a.example:99999/', tipos: ALL }).expect(422);
    expect((await admin.get('/webhooks')).body).toEqual([]);
  });

  it('are twenty at most', async () => {
    for (let n = 0; n < 19; n++) await made();
    // There is room for one of those that come at the same moment: they see the nineteen, and wait for whoever holds the table.
    const last = await server.database.write(async (transaction) => {
      if (location.dialect === 'postgres') await transaction.query('LOCK TABLE webhooks IN SHARE MODE');
      const sent = Promise.all([1, 2, 3].map(() => admin.post('/webhooks', { url: receiver.url, tipos: ALL })));
      await pause(500);
      return { sent };
    });
    expect((await last.sent).map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { body } = await admin.post('/webhooks', { url: receiver.url, tipos: ALL }).expect(409);
    expect(body.type).toBe('urn:centroide:problema:webhooks-demais');
  });

  it('are told by a message that is signed, and again by the same one until the receiver takes it', async () => {
    const { id, segredo } = await made();
    // It fails twice.
    receiver.answer = (_message, nth) => (nth === 0 ? 500 : nth === 1 ? 302 : 200);
    const asked = await admin.post(`/webhooks/${id}/teste`).expect(202);
    expect(asked.headers.location).toBe(`/webhooks/${id}/entregas`);
    expect(asked.body).toMatchObject({ tipo: 'webhook.teste', estado: 'na_fila', tentativas: 0, erro: null });
    const first = await noted(id, 1);
    expect(first).toMatchObject({ estado: 'na_fila', resposta: 500, erro: 'respondeu 500; entregue é de 200 a 299' });
    expect(Date.parse(first.proxima_em!) - Date.parse(first.tentada_em!)).toBeGreaterThanOrEqual(5_000);
    await later();
    expect(await noted(id, 2)).toMatchObject({ estado: 'na_fila', resposta: 302, mensagem: first.mensagem });
    expect((await deliveries(id, 'en'))[0].erro).toBe('answered 302; redirects are not followed');
    await later();
    expect(await noted(id, 3)).toMatchObject({ estado: 'entregue', resposta: 200, erro: null, proxima_em: null });

    expect(receiver.messages.map(({ path }) => path)).toEqual(['/webhook', '/webhook', '/webhook']);
    const [{ body }] = receiver.messages;
    for (const message of receiver.messages) {
      expect([message.id, message.body]).toEqual([first.mensagem, body]);
      expect(message.headers['webhook-signature']).toBe(signatureOf(message, segredo));
      expect(Math.abs(Number(message.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(300);
    }
    expect(JSON.parse(body)).toEqual({ type: 'webhook.teste', timestamp: first.criada_em, data: { webhook_id: id } });
  });

  it('are given up after the last pause, and that is told', async () => {
    const { id } = await made();
    receiver.answer = () => 503;
    await admin.post(`/webhooks/${id}/teste`).expect(202);
    await noted(id, 1);
    await server.database.write((transaction) =>
      transaction.query(`UPDATE entregas SET proxima_em = 0, tentativas = 7, resposta = NULL`),
    );
    expect(await noted(id, 8)).toMatchObject({ estado: 'falhou', proxima_em: null, resposta: 503 });
    await later();
    expect((await deliveries(id))[0].estado).toBe('falhou');
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('\ncentroide_webhook_deliveries{state="falhou"} 1\n');
  });

  it('are told of a person who was erased, by their number alone, and of one who was merged into another', async () => {
    await made(['usuario.apagado']);
    await made(['modelo.ativado']);
    await addUsers(server.database, [41, 42, 43]);
    await admin.patch('/usuarios/41', { nome: 'Ana Lima', email: 'ana@example.com' }).expect(200);
    await admin.delete('/usuarios/41').expect(204);
    await admin.post('/usuarios/42/unir', { usuario_id: 43 }).expect(200);
    await admin.delete('/usuarios/41').expect(404);
    await arrived(2);
    expect(receiver.of('usuario.apagado').map(({ data }) => data)).toEqual([
      { usuario_id: 41, unido_a: null },
      { usuario_id: 43, unido_a: 42 },
    ]);
    for (const { body } of receiver.messages) expect(body).not.toMatch(/Ana|example/);
    expect(receiver.messages).toHaveLength(2);
  });

  it('get what they ask for while another one takes its time, and nothing once they are deleted', async () => {
    const slow = await Receiver.start();
    try {
      slow.answer = () => 'nothing';
      const { id } = await made(ALL, slow.url);
      await admin.post(`/webhooks/${id}/teste`).expect(202);
      await until('the slow one', () => slow.messages.length === 1);
      const quick = await made();
      for (let n = 0; n < 3; n++) await admin.post(`/webhooks/${quick.id}/teste`).expect(202);
      await arrived(3);
      expect(slow.messages).toHaveLength(1);
      expect((await deliveries(id))[0]).toMatchObject({ estado: 'na_fila', tentativas: 1, resposta: null, erro: null });
      await admin.post(`/webhooks/${id}/teste`).expect(202);
      await admin.delete(`/webhooks/${id}`).expect(204);
      expect(await server.database.query(`SELECT id FROM entregas WHERE webhook_id = ${id}`)).toEqual([]);
    } finally {
      await slow.close();
    }
  });

  it('list what they were told in pages, the newest first', async () => {
    const { id } = await made();
    const ids: number[] = [];
    for (let n = 0; n < 5; n++) ids.unshift(((await admin.post(`/webhooks/${id}/teste`)).body as DeliveryDto).id);
    const all = await walk<DeliveryDto>(admin.get, `/webhooks/${id}/entregas?limite=2`);
    expect(all.map((one) => one.id)).toEqual(ids);
    const { headers } = await admin.get(`/webhooks/${id}/entregas?limite=2`).expect(200);
    expect(headers['x-total-count']).toBe('5');
    await admin.get(`/webhooks/${id}/entregas?cursor=x`).expect(422);
  });
});
