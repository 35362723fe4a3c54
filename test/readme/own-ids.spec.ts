import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKey } from '../../src/access/api-key.entity';
import { KeysService } from '../../src/access/keys.service';
import { Database } from '../../src/database/database';
import { withSqlite } from '../support/databases';
import { startServerProgram, type ServerProgram } from '../support/program';
import { commandsOf, run } from './commands';

withSqlite('a team with ids of its own', (_, create) => {
  let folder: string;
  let server: ServerProgram;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'centroide-own-ids-'))));
  afterEach(async () => {
    await server.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['docs/own-ids.md', 'With ids of your own'],
    ['docs/pt-BR/ids-proprios.md', 'Com ids próprios'],
  ])(
    'goes from nothing to recommendations by the commands in %s',
    async (page, heading) => {
      const location = await create();
      server = await startServerProgram(location, { SEED: 'none', TRAINER: 'embedded', PUBLIC_READ: '' });
      const database = await Database.open(location, [ApiKey]);
      const { text: key } = await new KeysService(database, Date.now, () => performance.now()).create('loja', 'admin');
      await database.close();
      const commands = await commandsOf(page, heading);
      // What older versions of curl do not know.
      expect(commands).not.toContain('--json');
      const output = await run(commands.replaceAll('localhost:8000', new URL(server.url).host), folder, { KEY: key });
      const answers = output
        .split('\n')
        .filter((line) => /^[[{]/.test(line))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(answers.slice(0, 2)).toMatchObject([{ criados: 5 }, { criados: 8 }]);
      expect(answers.some(({ estado }) => estado === 'concluido')).toBe(true);
      const [anas, rating, davis] = answers.slice(-3) as unknown as { identificadores: string[] }[][];
      expect(anas.flatMap(({ identificadores }) => identificadores).sort()).toEqual(['loja:f-2', 'loja:f-3']);
      expect(rating).toMatchObject({ avaliacao: 5 });
      expect(davis[0].identificadores).toEqual(['loja:f-5']);
    },
    120_000,
  );
});
