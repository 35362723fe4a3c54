import { Logger } from '@nestjs/common';
import { publicReading } from '../../src/access/public-reading';
import type { PublicRead } from '../../src/config/settings';
import type { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';

eachDatabase('what may be read without a key', (open) => {
  let database: Database;
  const inForce = (publicRead: PublicRead | null) =>
    publicReading.useFactory({ publicRead }, database) as Promise<PublicRead>;
  beforeAll(async () => (database = await open()));

  it('is what PUBLIC_READ says, and the catalogue where it says nothing', async () => {
    for (const set of ['true', 'catalogo', 'false'] as const) expect(await inForce(set)).toBe(set);
    expect(await inForce(null)).toBe('catalogo');
  });

  it('stays as it was, with a warning, on a database of before the catalogue alone could be open', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await database.write((transaction) =>
      transaction.query(`INSERT INTO sistema (chave, valor) VALUES ('leitura_publica', 'true')`),
    );
    expect(await inForce('catalogo')).toBe('catalogo');
    expect(warned).not.toHaveBeenCalled();
    expect(await inForce(null)).toBe('true');
    expect(warned).toHaveBeenCalledWith(expect.stringMatching(/^PUBLIC_READ não está .*PUBLIC_READ=catalogo as fecha/));
    warned.mockRestore();
  });
});
