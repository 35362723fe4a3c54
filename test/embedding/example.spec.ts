import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedPackage } from '../support/packed-package';
import { projectRoot } from '../support/project-root';

/** What the application has a copy of its own of, as where its versions and ours differ; all else is ours. */
const own = ['common', 'core', 'platform-express'];

describe('the example of an application with Centroide within it', () => {
  let folder: string;
  beforeAll(async () => {
    const { folder: packed } = await packedPackage();
    folder = mkdtempSync(join(tmpdir(), 'centroide-example-'));
    for (const name of ['package.json', 'tsconfig.json', 'src', 'test'])
      cpSync(join(projectRoot(), 'examples/nest-app', name), join(folder, name), { recursive: true });
    const installed = join(projectRoot(), 'node_modules');
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, '@nestjs'), { recursive: true });
    for (const name of readdirSync(installed))
      if (name !== '@nestjs') symlinkSync(join(installed, name), join(modules, name));
    for (const name of own)
      cpSync(join(installed, '@nestjs', name), join(modules, '@nestjs', name), { recursive: true });
    symlinkSync(packed, join(modules, 'centroide'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles against the package as it is published, and passes its own test', async () => {
    // Variables that an application has for itself: a level that we do not know, and a port that is none.
    const environment = { ...process.env, LOG_LEVEL: 'info', PORT: '/run/cinema.sock', DATABASE_URL: 'mysql://cinema' };
    const { code, output } = await run('npm', ['test'], folder, environment);
    expect(output).toContain('# fail 0');
    expect(code).toBe(0);
  }, 300_000);
});

function run(command: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(command, words, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
  });
}
