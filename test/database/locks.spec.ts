import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';

eachDatabase('a lock', (_, create) => {
  let one: Database;
  let other: Database;
  beforeEach(async () => {
    const location = await create();
    one = await Database.open(location);
    other = await Database.open(location);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all([one.close(), other.close()]);
  });
  const beats = () => one.query<{ batida_em: number }>('SELECT batida_em FROM travas');

  it('is held by one at a time, and taken again when it was released', async () => {
    const held = await one.tryLock('training');
    expect(held).not.toBeNull();
    expect(await other.tryLock('training')).toBeNull();
    expect(await one.tryLock('training')).toBeNull();
    await held?.release();
    const next = await other.tryLock('training');
    expect(next).not.toBeNull();
    await next?.release();
    expect(await beats()).toEqual([]);
  });

  it('is not taken from a holder that lives by a process whose clock is an hour ahead', async () => {
    const held = await one.tryLock('training');
    const anHourAhead = Date.now() + 3_600_000;
    jest.spyOn(Date, 'now').mockReturnValue(anHourAhead);
    expect(await other.tryLock('training')).toBeNull();
    await held?.release();
  });

  const isHeldOnPostgres = async () => (await other.query(`SELECT 1 FROM pg_locks WHERE ${ADVISORY}`)).length > 0;

  it('is lost by a holder that is dead', async () => {
    const held = await one.tryLock('training');
    if (one.dialect.name === 'sqlite') {
      // It says that it lives, again and again ...
      const [{ batida_em: first }] = await beats();
      await until(async () => (await beats())[0].batida_em > first);
      await held?.release();
      // ... and a row that has said nothing for ten seconds is nobody's.
      const write = (sql: string) => one.write((transaction) => transaction.query(sql));
      await write(`INSERT INTO travas VALUES ('treino', 'morto', ${one.dialect.clock} - 8000)`);
      expect(await other.tryLock('training')).toBeNull();
      await write('UPDATE travas SET batida_em = batida_em - 2001');
    } else {
      await other.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE ${ADVISORY}`);
      await until(async () => !(await isHeldOnPostgres()));
    }
    const taken = await other.tryLock('training');
    expect(taken).not.toBeNull();
    await taken?.release();
  });
});

const ADVISORY = `locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error('waited for 20 seconds');
}
