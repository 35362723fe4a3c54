// Writes the bill of materials of what is shipped (npm run sbom), as CycloneDX: the packages that the server runs with, as
// package-lock.json has them, and those that Vite built into the page. Another folder than dist: given as the first argument.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');

const inPage = new Set(
  [...(await readFile(join(dist, 'painel/licencas.txt'), 'utf8')).matchAll(/^## (\S+) - (\S+)/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  ),
);

const { stdout } = await promisify(execFile)(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { cwd: root, maxBuffer: 64 * 1024 * 1024 },
);
const bill = JSON.parse(stdout);

const isShipped = ({ 'bom-ref': ref, properties = [] }) =>
  inPage.has(ref) || !properties.some(({ name }) => name === 'cdx:npm:package:development');
const components = bill.components.filter(isShipped);
const shipped = new Set([bill.metadata.component, ...components].map((component) => component['bom-ref']));
const missing = [...inPage].filter((ref) => !shipped.has(ref));
if (inPage.size === 0 || missing.length > 0)
  throw new Error(`of the page, package-lock.json does not have: ${missing.join(', ') || 'any package'}`);
const dependencies = bill.dependencies
  .filter(({ ref }) => shipped.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => shipped.has(other)) }));

const file = join(dist, 'centroide.cdx.json');
await writeFile(file, `${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`);
process.stdout.write(`${file}: ${components.length} packages\n`);
