import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eachDatabase } from '../support/databases';
import { startServerProgram } from '../support/program';
import { fill } from './filled-database';
import { megabytesOf, send } from './raw-client';

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

eachDatabase('an upload to a server that is killed', (_, create) => {
  it('is gone from the temporary folder when the next one starts; those of servers that live are not', async () => {
    const location = await create();
    const { database, key } = await fill(location, { users: 1, films: 1, ratingsEach: 0 });
    await database.close();
    const folder = await mkdtemp(join(tmpdir(), 'centroide-uploads-'));
    const environment = { TMPDIR: folder };
    const all = join(folder, 'centroide');
    // Of another machine, and of nobody that is known.
    const others = ['outra-maquina 1 1', hostname()];
    for (const name of others) await mkdir(join(all, name), { recursive: true });
    const living = await startServerProgram(location, environment);
    const killed = await startServerProgram(location, environment);
    const began = await readdir(all);
    expect(began).toHaveLength(4);

    const upload = send(killed.url, {
      head:
        'POST /importacoes HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
        `Content-Length: 100000000\r\nAuthorization: Bearer ${key}`,
      body: (function* (): Generator<Buffer> {
        yield Buffer.from('--b\r\nContent-Disposition: form-data; name="arquivo"; filename="a.csv"\r\n\r\n');
        yield* megabytesOf('x', 3);
      })(),
    });
    while ((await sizeOf(all)) < 2_000_000) await pause(20);
    await killed.kill('SIGKILL');
    await upload;
    expect(await sizeOf(all)).toBeGreaterThan(2_000_000);

    const next = await startServerProgram(location, environment);
    const left = await readdir(all);
    expect(left).toEqual(expect.arrayContaining(others));
    expect(left.filter((name) => name.includes(` ${living.pid} `))).toHaveLength(1);
    expect(left.filter((name) => name.includes(` ${killed.pid} `))).toEqual([]);
    expect(await sizeOf(all)).toBeLessThan(100_000);
    for (const server of [living, next]) await server.kill('SIGTERM');
    await rm(folder, { recursive: true });
  }, 240_000);
});
