import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { builtinModules } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from './support/project-root';
import { packedPackage, type PackedPackage } from './support/packed-package';
import { freePort, startProgram } from './support/program';
import { until } from './support/until';

/** The package that something is required of. */
const REQUIRED = /\b(?:require|import)\(["'`]((?:@[\w.-]+\/)?[\w:-][\w.:-]*)/g;

/**
 * Beside the packages that stay outside, what those in the bundle would require elsewhere: other databases, Electron, and what Ajv
 * names in code that it writes.
 */
const LEFT_OUT = [
  ...['@napi-rs/canvas', 'express', 'pg', 'pg-copy-streams', 'sqlite3'],
  ...['ajv', 'ajv-formats', 'app-root-path', 'mysql', 'react-native-sqlite-storage'],
];

/** 60 % of what an installation of the first release took. */
const MOST_BYTES = 303e6;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

describe('the package', () => {
  let packed: PackedPackage;
  let empty: string;
  beforeAll(async () => {
    packed = await packedPackage();
    empty = mkdtempSync(join(tmpdir(), 'centroide-empty-'));
  });
  afterAll(() => rmSync(empty, { recursive: true, force: true }));

  it('holds what runs, and no tests, measurements, maps or pictures', () => {
    const { paths } = packed;
    expect(paths).toEqual(
      expect.arrayContaining(['dist/src/cli.js', 'dist/painel/index.html', 'seed/filmes.csv', 'LICENSE', 'README.md']),
    );
    expect(
      paths.filter((path) => !/^(dist\/(src|painel)\/|seed\/filmes\.csv$|[A-Z]|package\.json$)/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => /\.(map|ts|spec\.js)$/.test(path)).sort()).toEqual([
      'dist/src/embedding/centroide-error.d.ts',
      'dist/src/embedding/options.d.ts',
      'dist/src/embedding/recommendation-service.d.ts',
      'dist/src/nest.d.ts',
    ]);
  });

  it('requires nothing but what is installed with it, and the bundle only what stays outside of it', async () => {
    const { dependencies } = JSON.parse(await readFile(join(packed.folder, 'package.json'), 'utf8')) as Manifest;
    const requiredOf = async (folder: RegExp): Promise<string[]> => {
      const required = new Set<string>();
      for (const path of packed.paths.filter((name) => name.endsWith('.js') && folder.test(name)))
        for (const [, name] of (await readFile(join(packed.folder, path), 'utf8')).matchAll(REQUIRED))
          if (!name.startsWith('node:') && !builtinModules.includes(name)) required.add(name);
      return [...required].sort();
    };
    // Express comes with Nest's platform of that name, whose version it has to be.
    const known = [...Object.keys(dependencies), 'express'];
    const embedded = await requiredOf(/^dist\/src\/embedded\//);
    expect(embedded).toEqual(expect.arrayContaining(['@nestjs/core', 'typeorm']));
    expect(embedded.filter((name) => !known.includes(name))).toEqual([]);
    expect(await requiredOf(/^dist\/src\/(?!embedded\/)/)).toEqual([...LEFT_OUT].sort());
  });

  it('is for an application that has ES modules, too', () => {
    const script = `import { CentroideError, CentroideModule, RecommendationService } from ${JSON.stringify(join(packed.folder, 'dist/src/nest.js'))};
      console.log([CentroideError, CentroideModule, RecommendationService].map(({ name }) => name).join(' '));`;
    const told = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect([told.stdout, told.stderr]).toEqual(['CentroideError CentroideModule RecommendationService\n', '']);
  });

  it('has each package in its bundle once: what decorators note in one copy is not read in another', async () => {
    const folders = new Set<string>();
    for (const path of packed.paths.filter((name) => /^dist\/src\/bundled\/.*\.js$/.test(name)))
      for (const [, folder] of (await readFile(join(packed.folder, path), 'utf8')).matchAll(
        /^\s*\/\/ node_modules\/(class-[a-z]+\/\w+|rxjs\/dist\/\w+)\//gm,
      ))
        folders.add(folder);
    expect([...folders].sort()).toEqual(['class-transformer/cjs', 'class-validator/cjs', 'rxjs/dist/cjs']);
  });

  it.each([
    ['a command', ['cli.js', 'chaves', 'criar', 'loja'], 100],
    ['a training', ['job.js', 'treino', '0', 'ninguem'], 130],
    ['an import', ['job.js', 'importacao', '0', 'ninguem'], 130],
  ] as const)(
    'loads for %s a few files, and nothing that checks requests or describes the API',
    async (_, words, most) => {
      const [script, ...rest] = words;
      const told = mkdtempSync(join(tmpdir(), 'centroide-loaded-'));
      const environment = { ...process.env, DATABASE_URL: '', DATA_DIR: join(empty, 'nada'), NODE_V8_COVERAGE: told };
      spawnSync(process.execPath, [join(packed.folder, 'dist/src', script), ...rest], { env: environment });
      const loaded = new Set<string>();
      for (const name of readdirSync(told)) {
        const { result } = JSON.parse(await readFile(join(told, name), 'utf8')) as { result: { url: string }[] };
        for (const { url } of result) if (url.startsWith('file:')) loaded.add(fileURLToPath(url));
      }
      rmSync(told, { recursive: true });
      expect(loaded.size).toBeGreaterThan(15);
      expect(loaded.size).toBeLessThan(most);
      const bundled = [...loaded].filter((path) => path.includes('/dist/src/bundled/'));
      const texts = await Promise.all(bundled.map((path) => readFile(path, 'utf8')));
      expect(texts.join('')).toContain('// node_modules/typeorm/');
      for (const text of texts)
        expect(text).not.toMatch(/^\s*\/\/ node_modules\/(@nestjs\/(swagger|platform-express)|class-validator)\//m);
    },
  );

  it('takes with all that it needs at most 60 % of what it first took', () => {
    const told = execFileSync('npm', ['ls', '--all', '--omit=dev', '--parseable'], {
      cwd: projectRoot(),
      encoding: 'utf8',
    });
    const needed = told.split('\n').filter((folder) => folder.includes('/node_modules/'));
    expect(needed.length).toBeGreaterThan(100);
    const bytes = [packed.folder, ...needed].reduce((sum, folder) => sum + bytesOf(folder), 0);
    expect(bytes).toBeGreaterThan(100e6);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it('starts in an empty folder by its name alone, with a catalogue, recommends, draws the map and sends traces', async () => {
    const port = String(await freePort());
    const cli = join(packed.folder, 'dist/src/cli.js');
    const receiver = createServer((traces, answer) => void traces.resume().once('end', () => answer.end('{}')));
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const sent = once(receiver, 'request');
    const traces = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    const given = { PORT: port, OTEL_EXPORTER_OTLP_ENDPOINT: traces };
    const server = startProgram(cli, [], given, ['env', '-u', 'DATA_DIR', '-C', empty]);
    await until('the line that says where to click', () => server.output().includes(`:${port}/painel`));
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/painel`)).status).toBe(200);
    const isTrained = async () => (await fetch(`${url}/modelo`)).ok;
    await until('a model', isTrained, { seconds: 180 });
    const answer = await fetch(`${url}/recomendacoes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ avaliacoes: [{ filme_id: 1, avaliacao: 5 }], limite: 3 }),
    });
    expect(await answer.json()).toHaveLength(3);
    expect(await (await fetch(`${url}/modelo/mapa.svg`)).text()).toContain('</svg>');
    expect(((await sent) as [IncomingMessage])[0].url).toBe('/v1/traces');
    expect(readdirSync(join(empty, 'data'))).toContain('centroide.db');
    expect(await server.kill('SIGTERM')).toBe(0);
    receiver.close();
  }, 300_000);
});

/** What the files of a package take, without those of the packages inside it. */
function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? bytesOf(path) : statSync(path).size;
    })
    .reduce((sum, size) => sum + size, 0);
}
