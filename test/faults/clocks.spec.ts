import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KeysService } from '../../src/access/keys.service';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { eachDatabase, withPostgres } from '../support/databases';
import { startServerProgram, type ServerProgram } from '../support/program';
import { describeWith, faketime } from '../support/requirements';

/** A server whose wall clock can be set; the monotonic one goes on, as when an operator or NTP sets a machine's clock. */
function withClock(offsetFile: string): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: faketime.library,
    FAKETIME_TIMESTAMP_FILE: offsetFile,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}

describeWith(faketime, 'clocks', () => {
  let clock: string;
  let server: ServerProgram | undefined;
  beforeEach(async () => {
    clock = join(tmpdir(), `centroide-clock-${process.pid}`);
    await writeFile(clock, '+0\n');
  });
  afterEach(async () => {
    await server?.kill('SIGTERM');
    server = undefined;
    await rm(clock, { force: true });
  });

  const wallClock = async (): Promise<number> =>
    Date.parse((await fetch(`${server!.url}/saude/viva`)).headers.get('date') ?? '') - Date.now();

  eachDatabase('a clock that is set an hour back', (_, create) => {
    it('keeps no revoked key alive, and nobody waiting for longer than a minute', async () => {
      const location = await create();
      server = await startServerProgram(location, { ...withClock(clock), RATE_LIMIT: '2' });
      const database = await Database.open(location, entities);
      const keys = new KeysService(database, Date.now, () => performance.now());
      const { text, key } = await keys.create('teste', 'leitura');
      const status = async (authorization?: string) => {
        const headers = authorization === undefined ? undefined : { Authorization: authorization };
        return fetch(`${server!.url}/filmes`, { headers });
      };
      expect((await status(`Bearer ${text}`)).status).toBe(200);
      while ((await status()).status === 200);
      await writeFile(clock, '-3600\n');
      await pause(1_100);
      expect(await wallClock()).toBeLessThan(-3_000_000);

      const refused = await status();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect((await status(`Bearer ${text}`)).status).toBe(200);
      await keys.revoke(key.prefix);
      await pause(5_000);
      expect((await status(`Bearer ${text}`)).status).not.toBe(200);
      await database.close();
    }, 240_000);
  });

  withPostgres('a replica whose clock is 40 s ahead', (_, create) => {
    it('leaves an import alone that gives signs of life on another one', async () => {
      const location = await create();
      const database = await Database.open(location, entities);
      await writeFile(clock, '+40\n');
      server = await startServerProgram(location, withClock(clock));
      expect(await wallClock()).toBeGreaterThan(35_000);
      const beat = `CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)`;
      await database.write((transaction) =>
        transaction.query(
          `INSERT INTO trabalhos (tipo, estado, dono, pedido, percentual, pedido_em, iniciado_em, batida_em)
           VALUES ('importacao', 'executando', 'another', '{}', 0, ${beat}, ${beat}, ${beat})`,
        ),
      );
      // The servers look every two seconds.
      await pause(6_000);
      const rows = await database.query('SELECT estado FROM trabalhos');
      expect(rows).toEqual([{ estado: 'executando' }]);
      await database.close();
    }, 240_000);
  });
});
