import { ApiKey } from '../../src/access/api-key.entity';
import { KeysService } from '../../src/access/keys.service';
import { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';

const START = Date.UTC(2026, 0, 1);

eachDatabase('a key that expires', (_, create) => {
  let database: Database;
  let time = START;
  let keys: KeysService;

  beforeEach(async () => {
    time = START;
    database = await Database.open(await create(), [ApiKey]);
    keys = new KeysService(
      database,
      () => time,
      () => time,
    );
  });
  afterEach(() => database.close());

  it('holds until that moment and not a millisecond longer, though it was looked up just now', async () => {
    const { text, key } = await keys.create('loja', 'escrita', START + 2_000);
    expect(await keys.identify(text)).toEqual({ keyId: key.id, name: 'loja', scope: 'escrita' });
    time = START + 1_999;
    expect(await keys.identify(text)).toEqual({ keyId: key.id, name: 'loja', scope: 'escrita' });
    expect(await keys.expiryOf(text)).toBeNull();
    time = START + 2_000;
    expect(await keys.identify(text)).toBeNull();
    expect(await keys.expiryOf(text)).toBe(START + 2_000);
    expect(await keys.get(key.id)).toMatchObject({ expiresAt: START + 2_000, revokedAt: null });
  });

  it('is told to have expired to its holder alone, and not once it was revoked', async () => {
    const { text, key } = await keys.create('loja', 'escrita', START + 1);
    time += 10;
    const guessed = `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;
    expect(await keys.expiryOf(guessed)).toBeNull();
    expect(await keys.expiryOf(key.prefix)).toBeNull();
    expect(await keys.expiryOf(text)).toBe(START + 1);
    expect(await keys.revoke(key.prefix)).toBe(true);
    expect(await keys.expiryOf(text)).toBeNull();
  });

  it('is not made where the moment is not to come, and is the first key of nobody', async () => {
    for (const expiry of [START, START - 1, 0])
      await expect(keys.create('loja', 'leitura', expiry)).rejects.toMatchObject({
        status: 422,
        fields: [{ field: 'expira_em' }],
      });
    expect(await keys.list()).toEqual([]);
    expect((await keys.createFirst())!.key.expiresAt).toBeNull();
  });
});
