import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { oncePerRun, runFolder } from './once-per-run';
import { projectRoot } from './project-root';

export interface PackedPackage {
  /** What is in the tarball. */
  readonly paths: readonly string[];
  /** Where it is unpacked, with the packages that it needs. */
  readonly folder: string;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const fromRoot = ['package.json', 'README.md', 'README.pt-BR.md', 'CHANGELOG.md', 'LICENSE', 'seed', 'bench', 'test'];

/** The package as `npm pack` makes it, of what the tests run as its build: once in a run. */
export async function packedPackage(): Promise<PackedPackage> {
  const folder = join(runFolder(), 'packed');
  const list = join(folder, 'paths.json');
  await oncePerRun('packed_package', async () => {
    const tree = join(folder, 'tree');
    for (const name of fromRoot) cpSync(join(projectRoot(), name), join(tree, name), { recursive: true });
    for (const name of ['src', 'seed', 'bench', 'painel'])
      cpSync(join(__dirname, '../..', name), join(tree, 'dist', name), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(projectRoot(), 'node_modules'), join(tree, 'node_modules'));
    for (const script of ['declarations', 'bundle'])
      execFileSync(process.execPath, [join(projectRoot(), `scripts/${script}.mjs`), join(tree, 'dist')]);
    const told = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [packed] = JSON.parse(told) as [Packed];
    execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'package/node_modules'));
    await writeFile(list, JSON.stringify(packed.files.map(({ path }) => path)));
  });
  return { paths: JSON.parse(await readFile(list, 'utf8')) as string[], folder: join(folder, 'package') };
}
