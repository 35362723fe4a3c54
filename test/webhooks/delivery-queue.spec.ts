import { Database } from '../../src/database/database';
import { announce } from '../../src/webhooks/announce';
import { DeliveryQueue, PAUSES } from '../../src/webhooks/delivery-queue';
import { eachDatabase } from '../support/databases';

const DAY = 24 * 60 * 60 * 1000;

interface Row {
  id: number;
  estado: string;
  tentativas: number;
  pausa: number | null;
  falha: string | null;
  resposta: number | null;
}

eachDatabase('what webhooks are to be told', (open) => {
  let database: Database;
  let queue: DeliveryQueue;
  beforeEach(async () => {
    database = await open();
    queue = new DeliveryQueue(database);
    for (const [id, types] of [
      [1, ['modelo.ativado']],
      [2, ['modelo.ativado', 'treino.falhou']],
    ] as const)
      await write('INSERT INTO webhooks (id, url, tipos, segredo, criado_em) VALUES ($1, $2, $3, $4, 0)', [
        ...[id, `https://${id}.example/`, JSON.stringify(types), `whsec_${id}`],
      ]);
  });

  const write = (sql: string, parameters: (string | number)[] = []) =>
    database.write((transaction) => transaction.query(sql, parameters));
  const happens = (versao = 1) =>
    database.write((transaction) =>
      announce(transaction, database.dialect, { type: 'modelo.ativado', data: { versao } }),
    );
  const rows = () =>
    database.query<Row>(
      'SELECT id, estado, tentativas, proxima_em - tentada_em AS pausa, falha, resposta FROM entregas ORDER BY id',
    );
  /** As if everything that is waited for had come. */
  const later = () => write(`UPDATE entregas SET proxima_em = 0 WHERE estado = 'na_fila'`);

  it('is written for each that asks for it, by one id, and for no other', async () => {
    await database.write((transaction) =>
      announce(transaction, database.dialect, { type: 'treino.falhou', data: { treino_id: 5 } }),
    );
    await happens(7);
    expect(await queue.due()).toEqual([1, 2]);
    const second = await queue.take(2);
    expect(second).toEqual({
      ...{ id: second!.id, webhookId: 2, messageId: expect.stringMatching(/^msg_[0-9a-f]{32}$/), attempt: 1 },
      ...{ type: 'treino.falhou', data: '{"treino_id":5}', createdAt: expect.any(Number) },
      ...{ url: 'https://2.example/', secret: 'whsec_2' },
    });
    const [one, two] = [await queue.take(1), await queue.take(2)];
    expect([one?.data, two?.data]).toEqual(['{"versao":7}', '{"versao":7}']);
    expect(one?.messageId).toBe(two?.messageId);
    expect(one?.messageId).not.toBe(second?.messageId);
    expect(await queue.due()).toEqual([]);
  });

  it('is not there when what it tells of is undone', async () => {
    const undone = database.write(async (transaction) => {
      await announce(transaction, database.dialect, { type: 'modelo.ativado', data: { versao: 1 } });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
  });

  it('is given to one of many who look at the same time', async () => {
    await happens();
    await happens();
    const taken = await Promise.all([1, 2, 3, 4, 5].map(() => queue.take(1)));
    const ids = taken.filter((one) => one !== null).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it('is sent again by another one when whoever took it says nothing, who may still say that it arrived', async () => {
    await happens();
    const lost = (await queue.take(1))!;
    expect(await queue.take(1)).toBeNull();
    await later();
    const again = (await queue.take(1))!;
    expect([again.messageId, again.attempt]).toEqual([lost.messageId, 2]);
    // Its failure is not that of the second.
    await queue.note(lost, { failure: 'ECONNRESET' });
    expect((await rows())[0]).toMatchObject({ estado: 'na_fila', tentativas: 2, falha: null });
    await queue.note(lost, { status: 200 });
    await queue.note(again, { status: 500 });
    expect((await rows())[0]).toMatchObject({ estado: 'entregue', resposta: 200, pausa: null });
  });

  it('is tried again after pauses that grow, for a day, and then given up', async () => {
    await happens();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= PAUSES.length + 1; attempt++) {
      const due = (await queue.take(1))!;
      expect(due.attempt).toBe(attempt);
      const state = await queue.note(due, attempt % 2 ? { status: 503 } : { failure: 'ECONNREFUSED' });
      expect(state).toBe(attempt <= PAUSES.length ? 'na_fila' : 'falhou');
      const [{ pausa }] = await rows();
      if (pausa !== null) pauses.push(pausa);
      await later();
    }
    expect(pauses).toHaveLength(PAUSES.length);
    // Of what was noted a moment after it was taken.
    for (const [n, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(PAUSES[n]);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(DAY);
    expect((await rows())[0]).toEqual({
      ...{ id: expect.any(Number), estado: 'falhou', tentativas: PAUSES.length + 1, pausa: null },
      ...{ resposta: null, falha: 'ECONNREFUSED' },
    });
    expect(await queue.take(1)).toBeNull();
  });

  it('is kept for thirty days once it has ended; what waits, for as long as it does', async () => {
    for (let n = 1; n <= 3; n++) await happens(n);
    await queue.note((await queue.take(1))!, { status: 200 });
    await write(`UPDATE entregas SET criada_em = criada_em - $1`, [31 * DAY]);
    await happens(4);
    const before = (await rows()).length;
    await queue.note((await queue.take(1))!, { status: 200 });
    const after = await rows();
    // The first, long ago; and with it the second of the same webhook, which ended just now and happened long ago.
    expect(before - after.length).toBe(2);
    expect(after.map(({ estado }) => estado)).toEqual(Array<string>(before - 2).fill('na_fila'));
  });

  it('goes with its webhook, also while it is being sent', async () => {
    await happens();
    const due = (await queue.take(1))!;
    await write('DELETE FROM webhooks WHERE id = 1');
    await queue.note(due, { status: 200 });
    expect(await queue.due()).toEqual([2]);
    expect(await rows()).toHaveLength(1);
  });
});
