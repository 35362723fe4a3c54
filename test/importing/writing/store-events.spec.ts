import type { Database } from '../../../src/database/database';
import { storeEvents } from '../../../src/importing/writing/store-events';
import type { EventRow } from '../../../src/events/event-row';
import { addFilms, addUsers } from '../../support/add-rows';
import { eachDatabase } from '../../support/databases';
import { storeBatch, type BatchOptions } from './store-batch';

const liked: EventRow = {
  id: 'a',
  usuario_id: 1,
  filme_id: 1,
  tipo: 'assistiu',
  valor: 0.9,
  quando: 1000,
  recomendacao_id: null,
};

eachDatabase('events of a batch', (open) => {
  let database: Database;
  const store = (events: readonly Partial<EventRow>[], options?: BatchOptions) =>
    storeBatch(
      database,
      storeEvents,
      events.map((event) => ({ ...liked, ...event })),
      options,
    );
  const stored = async () =>
    (await database.query<{ id: string }>('SELECT id FROM eventos ORDER BY usuario_id, id')).map(({ id }) => id);
  const profiles = async () =>
    (await database.query<{ versao_perfil: number }>('SELECT versao_perfil FROM usuarios ORDER BY id')).map(
      ({ versao_perfil }) => versao_perfil,
    );

  beforeAll(async () => {
    database = await open();
    await addFilms(database, [1, 2].map((id) => ({ id, titulo: `Filme ${id}` }))); // prettier-ignore
  });
  beforeEach(async () => {
    await database.write(async (transaction) => {
      for (const table of ['eventos', 'usuarios', 'usuarios_apagados']) await transaction.query(`DELETE FROM ${table}`);
    });
    await addUsers(database, [1, 2]);
  });

  it('are kept once, however often and whenever they come, and move on the profiles of which they tell', async () => {
    const { counts, refused } = await store([{}, {}, { id: 'b', usuario_id: 2, tipo: 'mostrado', valor: null }]);
    expect([counts, refused]).toEqual([{ novos: 2, alterados: 0, iguais: 1 }, []]);
    expect(await profiles()).toEqual([1, 0]);
    // The id is of one person; the moment of an event that is sent again is a later one.
    const again = await store([{ quando: 2000 }, { usuario_id: 2, tipo: 'quer_ver' }, { id: 'c' }, { id: 'd' }]);
    expect(again.counts).toEqual({ novos: 3, alterados: 0, iguais: 1 });
    expect([await stored(), await profiles()]).toEqual([['a', 'c', 'd', 'a', 'b'], [2, 1]]); // prettier-ignore
    expect((await store([{}])).counts).toEqual({ novos: 0, alterados: 0, iguais: 1 });
    expect(await profiles()).toEqual([2, 1]);
  });

  it.each([{ filme_id: 2 }, { tipo: 'visto' }, { valor: 0.5 }, { valor: null }])(
    'are refused by the id of another one, which differs by %j',
    async (other) => {
      await store([{}]);
      const { counts, refused } = await store([other]);
      expect(counts).toEqual({ novos: 0, alterados: 0, iguais: 0 });
      expect(refused).toMatchObject([
        {
          line: 1,
          field: 'id',
          reason: {
            pt: '"a" já é de outro evento do usuário 1; aceita um que ainda não veio',
            en: '"a" already belongs to another event of user 1; takes one that did not come before',
          },
        },
      ]);
    },
  );

  it('are refused, by field, of who or what is not there, or was erased', async () => {
    await database.write((transaction) =>
      transaction.query('INSERT INTO usuarios_apagados (id, apagado_em) VALUES (7, $1)', [Date.UTC(2026, 0, 31)]),
    );
    const { counts, refused } = await store([{ filme_id: 9 }, { usuario_id: 8 }, { usuario_id: 7 }, { tipo: 'x' }, {}]);
    expect(counts).toEqual({ novos: 1, alterados: 0, iguais: 0 });
    expect(refused).toMatchObject([
      { line: 1, field: 'filme_id', reason: { pt: 'filme 9 não existe', en: 'film 9 does not exist' } },
      { line: 2, field: 'usuario_id', reason: { pt: 'usuário 8 não existe', en: 'user 8 does not exist' } },
      { line: 3, reason: { pt: 'usuário 7 foi apagado em 2026-01-31', en: 'user 7 was erased on 2026-01-31' } },
      { line: 4, field: 'tipo' },
    ]);
  });

  it('are counted alike, and written nowhere, when it is only looked', async () => {
    await store([{}]);
    const { counts } = await store([{}, { id: 'b' }], { access: 'look' });
    expect(counts).toEqual({ novos: 1, alterados: 0, iguais: 1 });
    expect([await stored(), await profiles()]).toEqual([['a'], [1, 0]]);
  });
});
