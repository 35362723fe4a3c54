import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { UsersService } from '../../../src/users/users.service';
import { eachDatabase } from '../../support/databases';

const HUGE = 2 ** 52;

eachDatabase('a database that gives out ids', (_, create) => {
  it.each([
    ['after a huge one that was chosen goes on after the small ones', [12, HUGE, HUGE + 1], 13],
    ['after small ones goes on as before', [12], 41],
    ['after huge ones alone begins', [HUGE], 1],
  ])('%s', async (__, ids, next) => {
    const location = await create();
    const source = await new DataSource(dataSourceOptions(location, [])).initialize();
    await source.runMigrations({ transaction: 'all' });
    const applied = async (): Promise<string[]> =>
      (await source.query<{ name: string }[]>('SELECT name FROM migracoes')).map(({ name }) => name);
    while ((await applied()).includes('Apagados1764610000000')) await source.undoLastMigration({ transaction: 'all' });
    for (const id of ids) await source.query(`INSERT INTO usuarios (id, nome) VALUES (${id}, 'Pessoa')`);
    const last = Math.max(...ids) === HUGE + 1 ? HUGE + 1 : ids.includes(HUGE) ? HUGE : 40;
    await source.query(
      location.dialect === 'sqlite'
        ? `UPDATE sqlite_sequence SET seq = ${last} WHERE name = 'usuarios'`
        : `SELECT setval('usuarios_id_seq', ${last})`,
    );
    await source.destroy();
    const database = await Database.open(location, entities);
    const { id } = await new UsersService(database).create({ nome: 'Nova' });
    await database.close();
    expect(id).toBe(next);
  });
});
