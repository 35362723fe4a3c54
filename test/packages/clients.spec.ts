import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { describeWith, pythonClients } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

const run = promisify(execFile);
const inProject = (...parts: string[]) => join(projectRoot(), ...parts);

/** What both tours print, a step a line. */
const steps = [
  ['ratings', 3],
  ['best', [expect.any(String), expect.stringMatching(/^Because /), true]],
  ['horror', [expect.any(String), expect.any(String)]],
  ['similar', [expect.any(String), expect.any(String)]],
  ['invented', ['Um Filme Inventado']],
  ['visitor', [expect.any(String), expect.any(String)]],
  ['questions', 9],
  ['popular', [expect.any(String), expect.any(String)]],
  ['events', 3],
  [
    'home',
    [
      ['para_voce', 'For you'],
      [expect.any(String), expect.any(String)],
    ],
  ],
  ['night', [3, 3]],
  ['by token', [4, null]],
  ['simulated', 20],
  ['pinned', ['Um Filme Inventado', [['Premiere', 'fixado']]]],
  ['experiment', ['rodando', null]],
  ['adopted', null],
  ['import', ['concluida', [3]]],
  ['training', 'na_fila'],
  ['export', true],
  ['model', [1, 'ativa', false, null]],
  ['held', 5],
  ['erased', [404, 'There is no user with ID N.']],
];

withSqlite('the packed clients', (_, create) => {
  let server: TestServer;
  let folder: string;
  beforeEach(async () => {
    server = await startServer(await create(trainedDemonstration), { publicRead: null });
    folder = await mkdtemp(join(tmpdir(), 'centroide-clients-'));
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const environment = () => ({
    ...process.env,
    CENTROIDE_URL: server.url,
    CENTROIDE_KEY: server.bearer('admin').replace('Bearer ', ''),
  });
  const told = (output: string) =>
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);

  it('in TypeScript: the tarball is typed, and takes the tour of the README', async () => {
    await run(inProject('scripts/client-ts'), [folder]);
    const [tarball] = await readdir(folder);
    expect(tarball).toMatch(/^centroide-client-\d+\.\d+\.\d+\.tgz$/);
    await run('tar', ['-xzf', tarball], { cwd: folder });
    expect((await readdir(join(folder, 'package'))).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    await mkdir(join(folder, 'node_modules'));
    await cp(join(folder, 'package'), join(folder, 'node_modules/centroide-client'), { recursive: true });
    await copyFile(inProject('packages/client-ts/tour.ts'), join(folder, 'tour.ts'));
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    const options = {
      ...{ strict: true, skipLibCheck: true, module: 'nodenext', target: 'es2023' },
      ...{ lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'], typeRoots: [inProject('node_modules/@types')] },
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...options, outDir: 'out' }, files: ['tour.ts'] }),
    );
    const compiled = await run(process.execPath, [inProject('node_modules/typescript/bin/tsc'), '-p', folder]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(compiled.stdout).toBe('');
    const { stdout } = await run(process.execPath, [join(folder, 'out/tour.js')], { env: environment() });
    expect(told(stdout)).toEqual(steps);
  }, 180_000);

  describeWith(pythonClients, 'in Python', () => {
    it('the wheel is made without a warning, and takes the tour of the README', async () => {
      const made = await run(inProject('scripts/client-py'), [folder]);
      expect(made.stderr).not.toMatch(/warning/i);
      const [wheel] = await readdir(folder);
      expect(wheel).toMatch(/^centroide_client-\d+\.\d+\.\d+-py3-none-any\.whl$/);
      const python = join(pythonClients.folder, 'bin/python');
      // What the client needs is what its generator needs as well.
      await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, join(folder, wheel)]);
      const { stdout } = await run(python, [inProject('packages/client-py/tour.py')], {
        env: { ...environment(), PYTHONPATH: folder },
      });
      expect(told(stdout)).toEqual(steps);
    }, 180_000);
  });
});
