import type { EventDto } from '../../src/events/event.dto';
import { wantedEvents, type WantedEvents } from '../../src/events/wanted-events';
import { usualSignals } from '../../src/config/signals';
import { addFilms } from '../support/add-rows';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

eachDatabase('GET /eventos', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const reader = clientOf(() => server, 'leitura');
  /** Of two people and two films, kinds by turns, two in each moment. */
  const events = Array.from({ length: 12 }, (__, n) => ({
    id: `e${n}`,
    usuario_id: 1 + (n % 2),
    filme_id: 1 + (Math.floor(n / 3) % 2),
    tipo: n % 4 === 0 ? 'assistiu' : 'mostrado',
    quando: day(1 + Math.floor(n / 2)),
  }));
  const listed = async (query: string) => (await walk<EventDto>(reader.get, `/eventos?${query}`)).map(({ id }) => id);
  const expected = (wanted: (event: (typeof events)[number]) => boolean) =>
    events
      .filter(wanted)
      .map(({ id }) => id)
      .reverse();

  beforeAll(async () => {
    server = await startServer(await create());
    await client.post('/usuarios', { identificadores: ['loja:ana'] }).expect(201);
    await client.post('/usuarios', {}).expect(201);
    await addFilms(
      server.database,
      [1, 2].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
    await client.patch('/filmes/2', { identificadores: ['imdb:tt0000002'] }).expect(200);
    await client.post('/eventos', events).expect(200);
  });
  afterAll(() => server.close());

  it('tells what everybody did, newest first, in pages that neither repeat nor skip', async () => {
    for (const limit of [1, 5, 12, 100]) expect(await listed(`limite=${limit}`)).toEqual(expected(() => true));
    const { body, headers } = await reader.get('/eventos?limite=1').expect(200);
    expect(body).toEqual([{ ...events[11], valor: null, recomendacao_id: null }]);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each<[string, (event: (typeof events)[number]) => boolean]>([
    ['usuario_id=2', ({ usuario_id }) => usuario_id === 2],
    ['usuario_id=loja:ana', ({ usuario_id }) => usuario_id === 1],
    ['filme_id=1', ({ filme_id }) => filme_id === 1],
    ['filme_id=imdb:tt0000002', ({ filme_id }) => filme_id === 2],
    ['tipo=assistiu', ({ tipo }) => tipo === 'assistiu'],
    [`desde=${day(3)}`, ({ quando }) => quando >= day(3)],
    [`ate=${day(3)}`, ({ quando }) => quando < day(3)],
    [`desde=${day(2)}&ate=2026-01-04`, ({ quando }) => quando >= day(2) && quando < day(4)],
    [
      `usuario_id=1&filme_id=2&tipo=mostrado&desde=${day(1)}&ate=${day(6)}`,
      (event) => event.usuario_id === 1 && event.filme_id === 2 && event.tipo === 'mostrado' && event.quando < day(6),
    ],
    ['filme_id=2&tipo=assistiu', ({ filme_id, tipo }) => filme_id === 2 && tipo === 'assistiu'],
    ['usuario_id=999', () => false],
    ['usuario_id=loja:ninguem', () => false],
    ['filme_id=imdb:tt9999999', () => false],
    ['tipo=gostou', () => false],
  ])('tells of %s alone', async (query, wanted) => {
    for (const limit of [1, 100]) expect(await listed(`limite=${limit}&${query}`)).toEqual(expected(wanted));
  });

  it('takes a kind that somebody has sent while SINAIS named it', async () => {
    await server.database.write((transaction) =>
      transaction.query(
        `INSERT INTO eventos (id, usuario_id, filme_id, tipo, quando) VALUES ('velho', 1, 1, 'alugou', 1000)`,
      ),
    );
    expect(await listed('tipo=alugou')).toEqual(['velho']);
    await server.database.write((transaction) => transaction.query(`DELETE FROM eventos WHERE id = 'velho'`));
    await reader.get('/eventos?tipo=alugou').expect(422);
  });

  it.each([
    ['tipo=vizto', 'tipo', `recebeu "vizto"; aceita ${[...usualSignals.keys()].join(', ')}`, 'got "vizto"; takes'],
    ['usuario_id=ana', 'usuario_id', 'recebeu "ana"; aceita um número inteiro', 'got "ana"; takes a whole number'],
    ['filme_id=0', 'filme_id', 'recebeu "0"; aceita um número inteiro', 'got "0"; takes a whole number'],
    ['desde=ontem', 'desde', 'recebeu "ontem"; aceita um momento como', 'got "ontem"; takes a moment like'],
    ['ate=1767225600000', 'ate', 'recebeu "1767225600000"; aceita um momento', 'got "1767225600000"; takes a moment'],
    [
      `desde=${day(3)}&ate=${day(3)}`,
      'ate',
      `recebeu "${day(3)}"; aceita um momento depois de \`desde\``,
      `got "${day(3)}"; takes a moment after`,
    ],
    ['cursor=x', 'cursor', 'não é um cursor desta lista', 'is not a cursor of this list'],
    ['usuario=1', 'usuario', 'parâmetro desconhecido', 'unknown parameter'],
  ])('refuses %s', async (query, field, pt, en) => {
    for (const [language, text] of [
      ['pt', pt],
      ['en', en],
    ]) {
      const { body } = await reader.get(`/eventos?${query}`).set('Accept-Language', language).expect(422);
      expect(body.erros).toHaveLength(1);
      expect(body.erros[0].campo).toBe(field);
      expect(body.erros[0].mensagem).toContain(text);
    }
  });

  it('is for keys: a token of a person opens their own list and no more', async () => {
    const { body } = await client.post('/usuarios/1/tokens').expect(201);
    const ask = async (path: string, token?: string) =>
      (await fetch(server.url + path, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    expect(await ask('/eventos')).toBe(401);
    expect(await ask('/eventos?usuario_id=1', body.token as string)).toBe(403);
    expect(await ask('/usuarios/1/eventos', body.token as string)).toBe(200);
  });

  it.each<[WantedEvents, string]>([
    [{}, 'eventos_por_momento'],
    [{ from: 1, until: 2 }, 'eventos_por_momento'],
    [{ kind: 'assistiu' }, 'eventos_por_tipo'],
    [{ kind: 'assistiu', from: 1 }, 'eventos_por_tipo'],
    [{ filmId: 1 }, 'eventos_por_filme'],
    [{ filmId: 1, kind: 'assistiu', until: 2 }, 'eventos_por_filme'],
    [{ userId: 1 }, 'eventos_por_usuario'],
    [{ userId: 1, filmId: 1, kind: 'assistiu' }, 'eventos_por_usuario'],
  ])('reads %j in the order of %s, and sorts nothing', async (wanted, index) => {
    for (const after of [undefined, { order: 'quando', value: 5, id: 5 }]) {
      const { where, parameters } = wantedEvents(wanted, after);
      const select = `SELECT * FROM eventos ${where} ORDER BY quando DESC, numero DESC LIMIT 101`;
      const plan = await server.database.write(async (transaction) => {
        if (server.database.dialect.name === 'sqlite')
          return transaction.query(`EXPLAIN QUERY PLAN ${select}`, parameters);
        // A table of twelve rows is read whole, and sorted, unless told not to.
        for (const way of ['seqscan', 'sort', 'bitmapscan']) await transaction.query(`SET LOCAL enable_${way} = off`);
        return transaction.query(`EXPLAIN ${select}`, parameters);
      });
      const text = JSON.stringify(plan);
      expect(text).toContain(index);
      expect(text).not.toMatch(/TEMP B-TREE|Sort/);
    }
  });
});
