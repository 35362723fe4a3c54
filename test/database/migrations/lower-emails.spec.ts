import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { eachDatabase } from '../../support/databases';

eachDatabase('emails of before case stopped to matter', (_, create) => {
  it('are in small letters; of doubles the second stays as it is, and is told by its number', async () => {
    const location = await create();
    const source = await new DataSource(dataSourceOptions(location, [])).initialize();
    await source.runMigrations({ transaction: 'all' });
    const applied = async (): Promise<string[]> =>
      (await source.query<{ name: string }[]>('SELECT name FROM migracoes')).map(({ name }) => name);
    while ((await applied()).includes('EmailsMinusculos1764720000000'))
      await source.undoLastMigration({ transaction: 'all' });
    const before = [
      [1, "'Ana@Example.COM'"],
      [2, "'ana@example.com'"],
      [3, "'ÉVA@example.com'"],
      [4, "'Rui@example.com'"],
      [5, "'RUI@example.com'"],
      [6, "'so@example.com'"],
      [7, 'NULL'],
    ] as const;
    for (const [id, email] of before)
      await source.query(`INSERT INTO usuarios (id, nome, email) VALUES (${id}, 'Pessoa', ${email})`);
    await source.destroy();
    const told = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const database = await Database.open(location, entities);
    const words = told.mock.calls.flat().join('\n');
    told.mockRestore();
    const rows = await database.query<{ id: number; email: string | null }>(
      'SELECT id, email FROM usuarios ORDER BY id',
    );
    await database.close();
    expect(rows.map(({ id, email }) => [id, email])).toEqual([
      [1, 'Ana@Example.COM'],
      [2, 'ana@example.com'],
      [3, 'éva@example.com'],
      [4, 'rui@example.com'],
      [5, 'RUI@example.com'],
      [6, 'so@example.com'],
      [7, null],
    ]);
    expect(words).toContain('1 (de 2), 5 (de 4)');
    expect(words).not.toContain('@');
  });
});
