import { Logger } from '@nestjs/common';
import { ExposureLog } from '../../src/experiments/exposure-log';
import { withSqlite } from '../support/databases';

/** As many as wait while the database takes none. */
const ROOM = 20_000;

withSqlite('what is noted of lists while the database is away', (open) => {
  const membership = { experimentId: 1, variant: 0, pseudonym: 'p' };
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['error', 'warn', 'log']));

  it('waits, and beyond what there is room for is given up and counted', async () => {
    const database = await open();
    const log = new ExposureLog(database, Date.now);
    expect(log.note([], 1, [1, 2])).toBeNull();
    await database.close();
    for (let n = 0; n < ROOM; n++) log.note([membership], null, []);
    expect(log.counts).toEqual({ stored: 0, dropped: 0, waiting: ROOM });
    expect(log.note([membership, membership], null, [])).toMatch(/^[0-9a-f-]{36}$/);
    await log.flush();
    expect(log.counts).toEqual({ stored: 0, dropped: 2, waiting: ROOM });
  });
});
