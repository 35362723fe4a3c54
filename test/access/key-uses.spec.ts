import { Logger } from '@nestjs/common';
import { ApiKey } from '../../src/access/api-key.entity';
import { KeyUses } from '../../src/access/key-uses';
import { KeysService } from '../../src/access/keys.service';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';
import { until } from '../support/until';

const START = Date.UTC(2026, 0, 1);

eachDatabase('when a key was last used', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  let time: number;
  let keys: KeysService;
  const now = () => time;
  const uses = (of = database) => new KeyUses(of, now, now);
  const usedAt = async (id: number) => (await keys.get(id))!.lastUsedAt;
  const newKey = async () => (await keys.create('loja', 'leitura')).key.id;

  beforeEach(async () => {
    time = START;
    location = await create();
    database = await Database.open(location, [ApiKey]);
    keys = new KeysService(database, now, now);
  });
  afterEach(() => database.close().catch(() => undefined));

  it('is written after a while, of each key the time of its own use', async () => {
    const [first, second, unused] = [await newKey(), await newKey(), await newKey()];
    const noting = uses();
    noting.note(second);
    time += 5_000;
    noting.note(first);
    time += 60_000;
    await until('both are written', async () => (await usedAt(first)) !== null);
    expect([await usedAt(first), await usedAt(second), await usedAt(unused)]).toEqual([START + 5_000, START, null]);
  });

  it('is written once a minute at most, however many servers the key is used on', async () => {
    const id = await newKey();
    const [here, there] = [uses(), uses()];
    const used: [KeyUses, number][] = [
      [here, 0],
      [here, 1_000],
      [there, 20_000],
      [here, 59_999],
      [there, 60_000],
      [here, 61_000],
      [there, 119_999],
      [here, 121_000],
    ];
    const seen: number[] = [];
    for (const [server, later] of used) {
      time = START + later;
      server.note(id);
      await server.flush();
      seen.push((await usedAt(id))! - START);
    }
    // At 60,000 the other one has noted the key less than a minute ago; at 119,999 its own use counts as less than a minute later.
    expect(seen).toEqual([0, 0, 0, 0, 0, 61_000, 61_000, 121_000]);
  });

  it('never goes back, when a clock does', async () => {
    const id = await newKey();
    const before = uses();
    before.note(id);
    await before.flush();
    time -= 3_600_000;
    const after = uses();
    after.note(id);
    await after.flush();
    expect(await usedAt(id)).toBe(START);
  });

  it('waits for whoever has the database, alone: noting takes no time', async () => {
    const id = await newKey();
    const other = await Database.open(location, [ApiKey]);
    const noting = uses();
    let written = Promise.resolve();
    let isWritten = false;
    await other.write(async (transaction) => {
      await transaction.query('UPDATE chaves SET nome = nome');
      noting.note(id);
      written = noting.flush().then(() => void (isWritten = true));
      // What others ask is answered meanwhile.
      expect(await keys.list()).toHaveLength(1);
      expect(isWritten).toBe(false);
    });
    await written;
    expect(await usedAt(id)).toBe(START);
    await other.close();
  });

  it('is given up, with one warning, while nothing can be written, and told again afterwards', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const id = await newKey();
    const isSqlite = database.dialect.name === 'sqlite';
    await database.write(async (transaction) => {
      if (!isSqlite)
        await transaction.query(
          `CREATE FUNCTION recusa() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'read-only' USING ERRCODE = '25006'; END $$`,
        );
      await transaction.query(
        isSqlite
          ? `CREATE TRIGGER recusa BEFORE UPDATE ON chaves BEGIN SELECT RAISE(ABORT, 'read-only'); END`
          : 'CREATE TRIGGER recusa BEFORE UPDATE ON chaves FOR EACH ROW EXECUTE FUNCTION recusa()',
      );
    });
    const noting = uses();
    for (let minute = 0; minute < 3; minute++) {
      noting.note(id);
      await noting.flush();
      time += 60_000;
    }
    expect([await usedAt(id), warned.mock.calls.length]).toEqual([null, 1]);
    expect(String(warned.mock.calls[0])).toMatch(
      /^Por ora não se consegue gravar o último uso das chaves: .*read-only/,
    );
    await database.write((transaction) =>
      transaction.query(isSqlite ? 'DROP TRIGGER recusa' : 'DROP TRIGGER recusa ON chaves'),
    );
    noting.note(id);
    await noting.flush();
    expect(await usedAt(id)).toBe(START + 180_000);
    warned.mockRestore();
  });

  it('is noted no more once the server ends', async () => {
    const id = await newKey();
    const noting = uses();
    await noting.beforeApplicationShutdown();
    noting.note(id);
    await noting.flush();
    expect(await usedAt(id)).toBeNull();
  });
});
