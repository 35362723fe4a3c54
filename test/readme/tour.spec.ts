import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withSqlite } from '../support/databases';
import { databaseUrl, freePort, startServerProgram, type ServerProgram } from '../support/program';
import { until } from '../support/until';
import { commandsOf, run } from './commands';

const sources = join(__dirname, '../../src');

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
      expect(texts.some((text) => text.includes('"titulo":"Porque você gostou de '))).toBe(true);
      expect(texts.some((text) => text.includes('"efeito":"fixado"') && text.startsWith('[{"id":482,'))).toBe(true);
      expect(texts.some((text) => text.includes('"mudam":100'))).toBe(true);
      expect(texts.some((text) => text.includes('"ate_agora":1') && text.includes('"estado":"cedo"'))).toBe(true);
      expect(texts.some((text) => text.includes('"adotada":"variada"'))).toBe(true);
      expect(texts.some((text) => text.includes('"por_pessoa":[{"usuario_id":401,"agrado":0.'))).toBe(true);
      expect(texts.some((text) => text.startsWith('{"usuario_id":401,"filme_id":20,"avaliacao":4,'))).toBe(true);
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
