import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../support/project-root';

/** What `oxlint --format json` tells of one broken rule. */
interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly code?: string;
}

/** Files with one fault each, and the rule that must refuse it. */
const planted = [
  ['src/films/floating.ts', 'Promise.resolve(1);', 'typescript(no-floating-promises)'],
  ['src/films/misused.ts', 'export const ids = [1].filter(async () => true);', 'typescript(no-misused-promises)'],
  ['src/films/any.ts', 'export const any: any = 1;', 'typescript(no-explicit-any)'],
  ['src/films/member.ts', "export const id = JSON.parse('1').id;", 'typescript(no-unsafe-member-access)'],
  ['src/films/assignment.ts', "export const id: number = JSON.parse('1');", 'typescript(no-unsafe-assignment)'],
  [
    'src/films/condition.ts',
    'export const ids = (list: number[]) => list ?? [];',
    'typescript(no-unnecessary-condition)',
  ],
  ['src/films/deprecated.ts', "export const part = 'abc'.substr(1);", 'typescript(no-deprecated)'],
  ['src/films/present.ts', 'export const first = (list?: number[]) => list![0];', 'typescript(no-non-null-assertion)'],
  ['src/films/unused.ts', 'export const one = (_unused: number) => 1;', 'eslint(no-unused-vars)'],
  ['test/films/floating.spec.ts', "it('waits', () => { Promise.resolve(1); });", 'typescript(no-floating-promises)'],
  ['scripts/undefined.mjs', 'filmes();', 'eslint(no-undef)'],

  ['src/films/environment.ts', 'export const port = process.env.PORT;', 'eslint(no-restricted-properties)'],
  ['src/films/env.ts', "export { env } from 'node:process';", 'eslint(no-restricted-imports)'],
  ['src/films/swagger.ts', "export { ApiProperty } from '@nestjs/swagger';", 'eslint(no-restricted-imports)'],
  ['src/engine/nest.ts', "export { Injectable } from '@nestjs/common';", 'eslint(no-restricted-imports)'],
  ['src/engine/typeorm.ts', "export type { DataSource } from 'typeorm';", 'eslint(no-restricted-imports)'],
  ['src/engine/files.ts', "export { readFile } from 'node:fs/promises';", 'eslint(no-restricted-imports)'],
  ['src/engine/env.ts', "export { env } from 'process';", 'eslint(no-restricted-imports)'],
  ['src/engine/environment.ts', 'export const port = process.env.PORT;', 'eslint(no-restricted-properties)'],
  ['src/engine/random.ts', 'export const draw = () => Math.random();', 'eslint(no-restricted-properties)'],
  ['src/engine/exp.ts', 'export const e = (x: number) => Math.exp(x);', 'eslint(no-restricted-properties)'],
  ['src/engine/clock.ts', 'export const now = () => new Date();', 'eslint(no-restricted-globals)'],
  ['src/engine/power.ts', 'export const cube = (x: number) => x ** 3;', 'centroide(no-power-operator)'],
  ['src/engine/powers.ts', 'export let x = 2;\nx **= 3;', 'centroide(no-power-operator)'],
  [
    'src/films/dialect.ts',
    'export const of = (dialect: { name: string }) => dialect.name;',
    'centroide(no-dialect-name)',
  ],
  [
    'src/films/its-dialect.ts',
    'export const of = (store: { dialect: { name: string } }) => store.dialect.name;',
    'centroide(no-dialect-name)',
  ],
  [
    'src/films/location.ts',
    "export const tell = (to: Map<string, string>) => to.set('Location', '/filmes');",
    'centroide(no-bare-location)',
  ],
  ['src/dashboard/page/href.tsx', 'export const Films = () => <a href="/filmes" />;', 'centroide(no-bare-path)'],
  ['src/dashboard/page/quoted.tsx', "export const Films = () => <a href={'/filmes'} />;", 'centroide(no-bare-path)'],
  [
    'src/dashboard/page/template.tsx',
    'export const Film = ({ id }: { id: number }) => <a href={`/filmes/${id}`} />;',
    'centroide(no-bare-path)',
  ],
  ['src/dashboard/page/fetch.ts', "export const films = fetch('/filmes');", 'centroide(no-bare-path)'],
  [
    'src/dashboard/page/fetch-one.ts',
    'export const film = (id: number) => fetch(`/filmes/${id}`);',
    'centroide(no-bare-path)',
  ],
  ['src/dashboard/page/floating.ts', "fetch('filmes');", 'typescript(no-floating-promises)'],
] as const;

const excused = ['src/films/excused.ts', '// oxlint-disable-next-line no-debugger\nexport const one = 1;'] as const;

/** The same where it is right. */
const allowed = {
  'src/config/environment.ts': 'export const port = process.env.PORT;',
  'src/http/api-docs.ts': "export { ApiProperty } from '@nestjs/swagger';",
  'src/database/dialect.ts': 'export const of = (dialect: { name: string }) => dialect.name;',
  'src/films/power.ts': 'export const cube = (x: number) => x ** 3 + Math.exp(x);',
  'src/dashboard/page/elsewhere.tsx': 'export const Films = () => <a href="https://example.org/filmes" />;',
  'test/films/body.spec.ts': "it('reads', () => { expect(JSON.parse('1').id).toBe(1); });",
};

describe('the lint', () => {
  let folder: string;
  let diagnostics: Diagnostic[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'centroide-lint-'));
    const config = ['.oxlintrc.json', 'scripts/oxlint-rules.mjs'];
    const types = ['tsconfig.json', 'tsconfig.test.json', 'test/tsconfig.json', 'src/dashboard/page/tsconfig.json'];
    for (const file of [...config, ...types]) await cp(join(projectRoot(), file), join(folder, file));
    await symlink(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of [...planted, excused, ...Object.entries(allowed)]) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `${text}\n`);
    }
    diagnostics = await lint(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(planted)('refuses %s', (file, _text, rule) => {
    expect(diagnostics.filter(({ filename }) => filename === file).map(({ code }) => code)).toContain(rule);
  });

  it('refuses an exception that excuses nothing', () => {
    expect(diagnostics.filter(({ filename }) => filename === excused[0]).map(({ message }) => message)).toEqual([
      expect.stringContaining('Unused oxlint-disable directive'),
    ]);
  });

  it('leaves alone what is right where it stands', () => {
    expect(diagnostics.filter(({ filename }) => Object.hasOwn(allowed, filename))).toEqual([]);
  });
});

/** Run the rules of the project on another tree. */
function lint(cwd: string): Promise<Diagnostic[]> {
  const program = join(projectRoot(), 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, '--format', 'json'], { cwd, maxBuffer: 1 << 26 }, (error, stdout) => {
      // The exit code counts the faults; without any JSON the program itself has failed.
      if (!stdout.startsWith('{')) reject(new Error(stdout, { cause: error }));
      else resolve((JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics);
    });
  });
}
