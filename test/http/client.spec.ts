import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

const run = promisify(execFile);

/** What a client has to be able to tell apart: it is compiled, so that a type that is lost fails the test. */
const errors = `
import { client } from './client/client.gen.js';
import { createUser, getRecommendations, listFilms, setRating, type ProblemDocument } from './client/index.js';

client.setConfig({ baseUrl: process.env.CENTROIDE_URL!, auth: process.env.CENTROIDE_KEY });
const problems: (ProblemDocument | undefined)[] = [
  (await getRecommendations({ path: { usuario_id: 999999 } })).error,
  (await setRating({ path: { usuario_id: 1, filme_id: 1 }, body: { avaliacao: 7 } })).error,
  (await createUser({ body: { nome: 'Ana' }, auth: 'ctd_x' })).error,
];
// @ts-expect-error a rating is a number
await setRating({ path: { usuario_id: 1, filme_id: 1 }, body: { avaliacao: '5' } });
// @ts-expect-error there is no such order
await listFilms({ query: { ordem: 'cor' } });
const { data: films } = await listFilms({ query: { limite: 1 }, throwOnError: true });
const year: number | null = films[0].ano;
console.log(JSON.stringify({ year, told: problems.map((one) => [one?.status, one?.error, one?.erros?.[0].campo]) }));
`;

const options = {
  strict: true,
  skipLibCheck: true,
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  typeRoots: [join(projectRoot(), 'node_modules/@types')],
  outDir: 'out',
};

withSqlite('the examples', (_, create) => {
  let server: TestServer;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  const examples = join(projectRoot(), 'docs/examples');

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    environment = {
      ...process.env,
      CENTROIDE_URL: server.url,
      CENTROIDE_KEY: server.bearer('escrita').replace('Bearer ', ''),
    };
    folder = await mkdtemp(join(tmpdir(), 'centroide-client-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const newUsers = async () => (await server.database.query<{ n: number }>('SELECT MAX(id) AS n FROM usuarios'))[0].n;

  it('in TypeScript: the client made by "npm run client" compiles, works, and knows errors by their types', async () => {
    await run('npm', ['run', 'client', '--', '--output', join(folder, 'client')], { cwd: projectRoot() });
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
    await writeFile(join(folder, 'errors.ts'), errors);
    await copyFile(join(examples, 'client.ts'), join(folder, 'example.ts'));
    const tsc = join(projectRoot(), 'node_modules/typescript/bin/tsc');
    const compiled = await run(process.execPath, [tsc, '-p', folder]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(compiled.stdout).toBe('');

    const before = await newUsers();
    const start = (name: string) => run(process.execPath, [join(folder, 'out', name)], { env: environment });
    const lines = (await start('example.js')).stdout.trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^1\. .+ \(.+\d+%\)$/);
    expect(await newUsers()).toBe(before + 1);
    expect(JSON.parse((await start('errors.js')).stdout)).toEqual({
      year: expect.any(Number),
      told: [
        [404, 'Usuário com ID 999999 não encontrado.', null],
        [422, 'avaliacao: recebeu 7; aceita um número de 0 a 5.', 'avaliacao'],
        [401, 'A chave não existe ou foi revogada.', null],
      ],
    });
  }, 180_000);

  it('with curl', async () => {
    const before = await newUsers();
    const { stdout } = await run('bash', ['-eu', join(examples, 'curl.sh')], { env: environment });
    const films = JSON.parse(stdout.slice(stdout.indexOf('['))) as { motivos: object[] }[];
    expect(films).toHaveLength(5);
    expect(films[0].motivos).not.toEqual([]);
    expect(await newUsers()).toBe(before + 1);
  });

  it('in Python', async () => {
    const before = await newUsers();
    const { stdout } = await run('python3', [join(examples, 'recommend.py')], { env: environment });
    expect(stdout.trim().split('\n')).toHaveLength(5);
    expect(stdout).toMatch(/^1\. .+ \(.+\d+%\)$/m);
    expect(await newUsers()).toBe(before + 1);
  });

  it('in Python, which says what went wrong', async () => {
    const refused = await run('python3', [join(examples, 'recommend.py')], {
      env: { ...environment, CENTROIDE_KEY: 'ctd_x' },
    }).catch((error: unknown) => error as { stderr: string });
    expect(refused.stderr.trim()).toBe('POST /usuarios: A chave não existe ou foi revogada.');
  });
});
