import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { databaseUrl, freePort, startServerProgram, type ServerProgram } from '../support/program';
import { until } from '../support/until';

const sources = join(__dirname, '../../src');

/** The shell commands under a heading of a README, in order. */
async function commandsOf(readme: string, heading: string): Promise<string> {
  const text = await readFile(join(projectRoot(), readme), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return Array.from(section.matchAll(/^```sh\n(.*?)^```/gms), ([, commands]) => commands).join('\n');
}

/** What a script prints, run by one shell in a folder of its own; throws when it fails. */
async function run(script: string, folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    // The second server goes on in the background, and holds the outputs: so not 'close'.
    const [code] = (await once(shell, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the tour ended with ${code}:\n${output}`);
    return output;
  } finally {
    // Whatever is left of it.
    spawn('kill', ['--', `-${shell.pid!}`], { stdio: 'ignore' });
  }
}

withSqlite('the tour of the README', (_, create) => {
  let folder: string;
  let server: ServerProgram;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'centroide-tour-'))));
  afterEach(async () => {
    await server.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['README.md', 'A tour'],
    ['README.pt-BR.md', 'Um passeio'],
  ])(
    'in %s can be taken by copying its commands',
    async (readme, heading) => {
      const location = await create();
      server = await startServerProgram(location, { SEED: 'demo', TRAINER: 'embedded', PUBLIC_READ: '' });
      const model = async () =>
        ((await (await fetch(`${server.url}/saude/pronta`)).json()) as { modelo: number | null }).modelo;
      await until('the first model', async () => (await model()) !== null, { everyMs: 200 });
      // The programs of this build, in the place of the installed ones.
      for (const [name, script] of [
        ['npx', 'shift; exec "$NODE" "$SOURCES/cli.js" "$@"'],
        ['npm', 'exec "$NODE" "$SOURCES/main.js"'],
      ]) {
        await writeFile(join(folder, name), `#!/bin/bash\n${script}\n`);
        await chmod(join(folder, name), 0o755);
      }
      const commands = (await commandsOf(readme, heading))
        .replaceAll('localhost:8000', new URL(server.url).host)
        .replaceAll('8001', String(await freePort()))
        // There the first database is the usual one; the second is named by its folder.
        .replace('export DATA_DIR', 'unset DATABASE_URL; export DATA_DIR');
      const output = await run(commands, folder, {
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        NODE: process.execPath,
        SOURCES: sources,
        DATABASE_URL: databaseUrl(location),
        LOG_LEVEL: 'error',
        RATE_LIMIT: '0',
      });
      const lines = output.split('\n').filter((line) => /^[[{]/.test(line));
      const answers = lines.map((line) => JSON.parse(line) as Record<string, unknown> & Record<string, unknown>[]);
      // One of each command that shows something of its own: reasons, the new film, the rejected row, the second server.
      const texts = answers.map((answer) => JSON.stringify(answer));
      expect(texts.some((text) => text.includes('Porque você deu 5 a Star Wars'))).toBe(true);
      expect(texts.some((text) => text.includes('"tipo":"evento"'))).toBe(true);
      expect(texts.some((text) => text.startsWith('[{"id":482,"titulo":"Um Filme Inventado"'))).toBe(true);
      expect(texts.some((text) => text.includes('"concluida"') && text.includes('"linha":3'))).toBe(true);
      expect(output).toContain('"estado":"concluido"');
      const lists = texts.filter((text) => (text.match(/"posicao":5,/g) ?? []).length === 1);
      const [there, here] = lists.slice(-2);
      expect(there).toBe(here);
      expect(answers.at(-1)).toMatchObject({ status: 404, detail: 'Usuário com ID 401 não encontrado.' });
      // Nothing else went wrong on the way.
      expect(answers.slice(0, -1).filter(({ status }) => typeof status === 'number' && status >= 400)).toEqual([]);
    },
    240_000,
  );
});
