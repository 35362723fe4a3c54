import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { addFilms, addUsers } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { databaseUrl } from '../support/program';
import { until } from '../support/until';
import { folderWith, lines, removeFiles } from './files';

afterAll(removeFiles);

const CLI = join(__dirname, '../../src/cli.js');

/** Replace everything from a terminal, one that `script` makes, and type an answer once the question is there. */
async function replaceFromTerminal(location: DatabaseLocation, folder: string, typed: string) {
  const command = `'${process.execPath}' '${CLI}' importar '${folder}' --substituir`;
  const terminal = spawn('script', ['-qfec', command, '/dev/null'], {
    env: { ...process.env, DATABASE_URL: databaseUrl(location) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  terminal.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const ended = once(terminal, 'close');
  try {
    await until('the question', () => shown.includes('[s/N]'));
    terminal.stdin.write(typed);
    const [code] = (await ended) as [number];
    return { code, shown };
  } finally {
    terminal.kill('SIGKILL');
  }
}

withSqlite('a replacement asked for on a terminal', (_, create) => {
  it('tells what would go, and does it only for who says yes', async () => {
    const location = await create();
    const database = await Database.open(location);
    await addFilms(database, [{ id: 7, titulo: 'De antes' }]);
    await addUsers(database, [1]);
    const folder = await folderWith({
      'filmes.csv': lines('id,titulo', '1,Um', '2,Dois'),
      'usuarios.csv': lines('id,nome', '3,Outra'),
    });
    const films = () => database.query('SELECT id FROM filmes ORDER BY id');

    // Enter alone, another word, Ctrl-D, Ctrl-C.
    for (const typed of ['\r', 'talvez\r', '\u0004', '\u0003']) {
      const { code, shown } = await replaceFromTerminal(location, folder, typed);
      expect(shown).toContain('há 1 filme, 1 usuário e 0 avaliações');
      expect([typed, code > 0, shown.includes('Nada mudou.')]).toEqual([typed, true, true]);
      expect(await films()).toEqual([{ id: 7 }]);
    }

    const yes = await replaceFromTerminal(location, folder, 'sim\r');
    expect([yes.code, yes.code === 0 ? '' : yes.shown]).toEqual([0, '']);
    expect(await films()).toEqual([{ id: 1 }, { id: 2 }]);
    await database.close();
  }, 120_000);
});
