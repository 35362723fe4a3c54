import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram } from './support/program';
import { projectRoot } from './support/project-root';
import { until } from './support/until';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the package', () => {
  let folder: string;
  let packed: Packed;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'centroide-package-'));
    // The tree as a build leaves it, with what the tests run as its build.
    const tree = join(folder, 'tree');
    for (const name of [
      'package.json',
      'README.md',
      'README.pt-BR.md',
      'CHANGELOG.md',
      'LICENSE',
      'seed',
      'bench',
      'test',
    ])
      cpSync(join(projectRoot(), name), join(tree, name), { recursive: true });
    for (const name of ['src', 'seed', 'bench', 'painel'])
      cpSync(join(__dirname, '..', name), join(tree, 'dist', name), { recursive: true });
    const told = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    [packed] = JSON.parse(told) as [Packed];
    execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'package/node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what runs, and no tests, measurements, maps or pictures', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/src/cli.js', 'dist/painel/index.html', 'seed/filmes.csv', 'LICENSE', 'README.md']),
    );
    expect(
      paths.filter((path) => !/^(dist\/(src|seed|painel)\/|seed\/filmes\.csv$|[A-Z]|package\.json$)/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => /\.(map|ts|spec\.js)$/.test(path))).toEqual([]);
  });

  it('starts in an empty folder by its name alone, with a catalogue, and recommends', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const port = String(await freePort());
    const cli = join(folder, 'package/dist/src/cli.js');
    const server = startProgram(cli, [], { PORT: port }, ['env', '-u', 'DATA_DIR', '-C', empty]);
    await until('the line that says where to click', () => server.output().includes(`:${port}/painel`));
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/painel`)).status).toBe(200);
    await until('a model', async () => (await fetch(`${url}/modelo`)).ok);
    const answer = await fetch(`${url}/recomendacoes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ avaliacoes: [{ filme_id: 1, avaliacao: 5 }], limite: 3 }),
    });
    expect(await answer.json()).toHaveLength(3);
    expect(readdirSync(join(empty, 'data'))).toContain('centroide.db');
    expect(await server.kill('SIGTERM')).toBe(0);
  });
});
