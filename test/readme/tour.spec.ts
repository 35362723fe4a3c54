import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withSqlite, type Contents } from '../support/databases';
import { databaseUrl, freePort, startServerProgram, type ServerProgram } from '../support/program';
import { until } from '../support/until';
import { commandsOf, notAnswered, run } from './commands';

const sources = join(__dirname, '../../src');
const asAtFirst = { SEED: 'demo', TRAINER: 'embedded', PUBLIC_READ: '' };

/** What the first start leaves, once its training is over: the first model answers before, but whoever reads takes longer. */
const firstStarted: Contents = {
  name: 'first_started',
  fill: async (location) => {
    const server = await startServerProgram(location, asAtFirst);
    try {
      const trainings = async () =>
        (await (await fetch(`${server.url}/modelo/treinos`)).json()) as { estado: string }[];
      const isOver = async () => (await trainings()).some(({ estado }) => estado === 'concluido');
      await until('the first training', isOver, { everyMs: 200, seconds: 150 });
    } finally {
      await server.kill('SIGTERM');
    }
  },
};

withSqlite('the tour of the README', (_, create) => {
  let folder: string;
  let server: ServerProgram;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'centroide-tour-'))));
  afterEach(async () => {
    await server.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['README.md', 'A tour', 'There is no user with ID 401.'],
    ['README.pt-BR.md', 'Um passeio', 'Usuário com ID 401 não encontrado.'],
  ])(
    'in %s can be taken by copying its commands, and shows what they answer',
    async (readme, heading, erased) => {
      const location = await create(firstStarted);
      server = await startServerProgram(location, asAtFirst);
      // The program of this build, in the place of the installed one.
      await writeFile(join(folder, 'npx'), '#!/bin/bash\nshift; exec "$NODE" "$SOURCES/cli.js" "$@"\n');
      await chmod(join(folder, 'npx'), 0o755);
      const second = await freePort();
      const commands = (await commandsOf(readme, heading))
        .replaceAll('localhost:8000', new URL(server.url).host)
        .replaceAll('8001', String(second))
        .replace('node dist/src/main.js', '"$NODE" "$SOURCES/main.js"')
        // There the first database is the usual one; the second is named by its folder.
        .replace('export DATA_DIR', 'unset DATABASE_URL; export DATA_DIR');
      const output = await run(commands, folder, {
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        NODE: process.execPath,
        SOURCES: sources,
        DATABASE_URL: databaseUrl(location),
        CENTROIDE_LANG: readme === 'README.md' ? 'en' : 'pt',
        LOG_LEVEL: 'error',
        RATE_LIMIT: '0',
      });
      const lines = output.split('\n').filter((line) => /^[[{]/.test(line));
      expect(await notAnswered(readme, heading, lines)).toEqual([]);
      // What curl of older systems does not know, and what would stay in the shell that somebody types in.
      expect(commands).not.toMatch(/--json|%header|^export /m);
      // The second server answers as the first does, and is gone.
      const lists = lines.filter((line) => (line.match(/"posicao":5,/g) ?? []).length === 1);
      const [there, here] = lists.slice(-2);
      expect(there).toBe(here);
      const ended = () =>
        fetch(`http://127.0.0.1:${second}/saude/viva`).then(
          ({ ok }) => !ok,
          () => true,
        );
      await until('the end of the second server', ended);
      const answers = lines.map((line) => JSON.parse(line) as { status?: unknown; detail?: unknown });
      expect(answers.at(-1)).toMatchObject({ status: 404, detail: erased });
      // Nothing else went wrong on the way.
      expect(answers.slice(0, -1).filter(({ status }) => typeof status === 'number' && status >= 400)).toEqual([]);
    },
    240_000,
  );
});
