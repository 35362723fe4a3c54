import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { withSqlite } from '../support/databases';
import { databaseUrl, startServerProgram } from '../support/program';
import { until } from '../support/until';

const run = promisify(execFile);
const CLI = join(__dirname, '../../src/cli.js');

withSqlite('the program', (_, create) => {
  it('shows an admin key once, on the first start; the command line makes, lists and revokes others', async () => {
    const location = await create();
    const centroide = (...words: string[]) =>
      run(process.execPath, [CLI, ...words], { env: { ...process.env, DATABASE_URL: databaseUrl(location) } });

    const first = await startServerProgram(location, { LOG_LEVEL: 'verbose' });
    await until('the first key', () => first.output().includes('chaves criar'));
    const key = /ctd_[0-9a-f]{12}_[\w-]{43}/.exec(first.output())?.[0];
    expect(first.output()).toContain(`Authorization: Bearer ${key}`);
    expect(first.output()).toContain(`${first.url}/painel#chave=${key}\n`);
    expect(first.output()).toMatch(/Onde clicar:\\n +painel +http:[\w.:/]+\/painel\\n/);
    const user = (authorization: string) =>
      request(first.url).post('/usuarios').set('Authorization', `Bearer ${authorization}`).send({ nome: 'Ana' });
    await user(key!).expect(201);

    const shop = await centroide('chaves', 'criar', 'loja', '--escopo', 'escrita', '--validade', '30');
    const made = shop.stdout.trim();
    const expiry = /^Chave "loja", escopo escrita, válida até (\S+)\. Guarde-a/.exec(shop.stderr)![1];
    expect(Math.round((Date.parse(expiry) - Date.now()) / 86_400_000)).toBe(30);
    await user(made).expect(201);
    // Where a key does not belong, too: what is logged of a request must not hold it.
    await request(first.url).get(`/filmes?chave=${made}`).expect(422);
    await request(first.url).get(`/filmes/${made}`).set('Authorization', made).expect(422);
    await user(made.slice(0, -1)).expect(401);
    expect((await centroide('chaves', 'revogar', made)).stdout).toBe(`${made.slice(0, 16)} revogada.\n`);
    await expect(centroide('chaves', 'revogar', made)).rejects.toMatchObject({ code: 1 });
    await pause(3_500);
    await until('the key to open nothing', async () => (await user(made)).status === 401);
    const listed = (await centroide('chaves', 'listar')).stdout;
    expect(listed).toMatch(
      new RegExp(
        `^ctd_\\w+  admin    \\S+  primeira chave  usada pela última vez em \\S+Z
ctd_\\w+  escrita  \\S+  loja  usada pela última vez em \\S+Z  vence em ${expiry}  revogada em \\S+Z\n$`,
      ),
    );
    expect(listed).not.toContain(made);
    await first.kill('SIGTERM');
    expect(first.output().split(key!)).toHaveLength(4);
    expect(first.output().replaceAll(key!, '')).not.toContain('ctd_');

    const second = await startServerProgram(location, { LOG_LEVEL: 'verbose' });
    expect(second.output()).not.toContain('ctd_');
    await second.kill('SIGTERM');
  }, 120_000);

  it('writes it into a file that nobody else may read, once, and says where it is and not what', async () => {
    const location = await create();
    const folder = await mkdtemp(join(tmpdir(), 'centroide-first-key-'));
    const file = join(folder, 'dados', 'primeira-chave');
    const environment = { DATA_DIR: join(folder, 'dados'), FIRST_KEY: 'file', LOG_LEVEL: 'log' };
    const first = await startServerProgram(location, environment);
    await until('where it is', () => first.output().includes(file));
    const key = (await readFile(file, 'utf8')).trim();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await request(first.url).get('/chaves').set('Authorization', `Bearer ${key}`).expect(200);
    await first.kill('SIGTERM');
    expect(first.output()).not.toContain('ctd_');
    // Whoever has taken it away finds no other one.
    await rm(file);
    const second = await startServerProgram(location, environment);
    await second.kill('SIGTERM');
    expect(await readdir(join(folder, 'dados'))).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('makes none where the file cannot be written, or where none is wanted, and says how to make one', async () => {
    const location = await create();
    for (const [environment, said] of [
      [
        { DATA_DIR: '/proc/nowhere', FIRST_KEY: 'file' },
        'A primeira chave não foi criada: não se grava em /proc/nowhere',
      ],
      [{ FIRST_KEY: 'none' }, 'Ainda não há chave. Para criar uma: centroide chaves criar'],
    ] as const) {
      const server = await startServerProgram(location, { ...environment, LOG_LEVEL: 'log' });
      await until('what is said', () => server.output().includes(said));
      await server.kill('SIGTERM');
      expect(server.output()).not.toContain('ctd_');
    }
    const { stdout } = await run(process.execPath, [CLI, 'chaves', 'listar'], {
      env: { ...process.env, DATABASE_URL: databaseUrl(location) },
    });
    expect(stdout).toBe('');
  });
});
