import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { withSqlite } from '../support/databases';

const run = promisify(execFile);
const MAIN = join(__dirname, '../../src/main.js');
const CLI = join(__dirname, '../../src/cli.js');

/** Start the program itself; resolves when it listens, to its address and what it has written. */
async function start(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment } });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /documentação +(http:\S+)\/docs/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
  // What follows the address is written at once.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { child, url, output: () => output };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

withSqlite('the program', (_, create) => {
  it('shows an admin key once, on the first start; the command line makes, lists and revokes others', async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    const environment = { DATABASE_URL: `sqlite:${location.file}`, PORT: '0', SEED: 'none', TRAINER: 'external' };
    const centroide = (...words: string[]) =>
      run(process.execPath, [CLI, ...words], { env: { ...process.env, ...environment } });

    const first = await start(environment);
    const key = /ctd_[0-9a-f]{12}_[\w-]{43}/.exec(first.output())?.[0];
    expect(first.output()).toContain(`Authorization: Bearer ${key}`);
    expect(first.output()).toContain(`${first.url}/painel#chave=${key}\n`);
    expect(first.output()).toMatch(/Onde clicar:\n +painel +http:\S+\/painel\n/);
    const user = (authorization: string) =>
      request(first.url).post('/usuarios').set('Authorization', `Bearer ${authorization}`).send({ nome: 'Ana' });
    await user(key!).expect(201);

    const made = (await centroide('chaves', 'criar', 'loja', '--escopo', 'escrita')).stdout.trim();
    await user(made).expect(201);
    const listed = (await centroide('chaves', 'listar')).stdout;
    expect(listed).toMatch(/ctd_\w+ {2}admin {4}\S+ {2}primeira chave\nctd_\w+ {2}escrita {2}\S+ {2}loja\n/);
    expect(listed).not.toContain(made);
    expect((await centroide('chaves', 'revogar', made)).stdout).toBe(`${made.slice(0, 16)} revogada.\n`);
    await expect(centroide('chaves', 'revogar', made)).rejects.toMatchObject({ code: 1 });
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    await user(made).expect(401);
    await stop(first.child);

    const second = await start(environment);
    expect(second.output()).not.toContain('ctd_');
    await stop(second.child);
  });
});
