import { setTimeout as pause } from 'node:timers/promises';
import type { Listening } from '../../src/database/notices';
import type { Database } from '../../src/database/database';
import { eachDatabase } from '../support/databases';
import { until } from '../support/until';

eachDatabase('notices', (open) => {
  let database: Database;
  let listening: Listening;
  let heard = 0;
  const tell = () => database.write((transaction) => database.notify(transaction, 'modelo'));
  /** Wait until something more has been heard. */
  const hears = async (since: number) => {
    await until('something more to be heard', () => heard > since);
    return heard;
  };

  beforeEach(async () => {
    database = await open();
    heard = 0;
    listening = database.listen('modelo', () => (heard += 1));
  });
  afterEach(() => listening.close());

  it('reach whoever listens, once they are committed, even after the connection was lost', async () => {
    if (database.dialect.name === 'sqlite') {
      await tell();
      await pause(100);
      expect(heard).toBe(0);
      return;
    }
    // Called when it begins to listen: something may have been told before.
    let last = await hears(0);
    await tell();
    last = await hears(last);
    await database.write((transaction) => database.notify(transaction, 'trabalhos'));
    const undone = database.write(async (transaction) => {
      await database.notify(transaction, 'modelo');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await pause(200);
    expect(heard).toBe(last);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query ~ '^(LISTEN|SELECT .pulso)'`,
    );
    last = await hears(last);
    await tell();
    last = await hears(last);
    await listening.close();
    await tell();
    await pause(200);
    expect(heard).toBe(last);
  });
});
