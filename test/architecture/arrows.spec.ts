import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../support/project-root';

/** What `depcruise --output-type json` tells of one broken rule. */
interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Files with one import each that the tree does not allow, and the rule that must say so. */
const planted = [
  ['src/films/films.ts', '../recommendation/list', 'films-imports'],
  ['src/engine/score.ts', '../films/films', 'engine-imports'],
  ['src/engine/ratings/ratings.ts', '../training/fit', 'engine-ratings-order'],
  ['src/importing/reading/lines.ts', '../writing/rows', 'importing-reading-order'],
  ['src/recommendation/model/version.ts', '../serving/answer', 'recommendation-model-order'],
  ['src/recommendation/list.ts', '../evaluation/report', 'recommendation-imports'],
  ['src/importing/import.ts', '../evaluation/report', 'importing-imports'],
  ['src/dashboard/page/page.tsx', '../../http/problem', 'page-imports'],
  ['src/shop/till.ts', '../http/problem', 'known-room'],
  ['src/main.ts', '../test/helper', 'src-stands-alone'],
] as const;

/** Two files that know each other's types alone: still a circle. */
const circle = {
  'src/users/user.ts': "import type { Age } from './age';\nexport interface User { age: Age }\n",
  'src/users/age.ts': "import type { User } from './user';\nexport interface Age { of: User }\n",
};

describe('the arrows of the tree', () => {
  let violations: Violation[];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'centroide-arrows-'));
    const write = async (file: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    };
    for (const file of ['tsconfig.json', 'tsconfig.test.json', '.dependency-cruiser.mjs'])
      await cp(join(projectRoot(), file), join(folder, file));
    const targets = ['http/problem', 'training/fit', 'evaluation/report'];
    for (const target of [...targets, 'importing/writing/rows', 'recommendation/serving/answer', 'engine/training/fit'])
      await write(`src/${target}.ts`, 'export interface Thing { name: string }\n');
    await write('test/helper.ts', 'export interface Thing { name: string }\n');
    for (const [file, target] of planted)
      await write(file, `import type { Thing } from '${target}';\nexport type { Thing };\n`);
    for (const [file, text] of Object.entries(circle)) await write(file, text);
    violations = await cruise(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(planted)('let nobody import as %s does of %s (%s)', (file, _target, rule) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('make no circle, even of types', () => {
    const circles = violations.filter(({ rule }) => rule.name === 'no-circle');
    expect(circles.flatMap(({ from, to }) => [from, to]).sort()).toEqual(Object.keys(circle).sort());
  });
});

/** Run the rules of the project on another tree. */
function cruise(cwd: string): Promise<Violation[]> {
  const program = join(projectRoot(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, '--output-type', 'json', 'src', 'test'],
      { cwd, maxBuffer: 1 << 26 },
      (error, stdout) => {
        // The exit code counts the violations; without any JSON the program itself has failed.
        if (stdout === '') reject(error ?? new Error('no output'));
        else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
      },
    );
  });
}
