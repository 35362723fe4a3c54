// Writes the bill of materials of what is shipped (npm run sbom), as CycloneDX: the packages that the server runs with, as
// package-lock.json has them, and those that Vite took into it and into the page. Another folder than dist: given as the
// first argument.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');
const refOf = (component) => component['bom-ref'];

// Of npm's list with `--omit=dev` packages are missing that the server needs as well as the build (npm 11): the lockfile says
// of each whether only the build needs it.
const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
const ofServer = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { name = path.replace(/^.*node_modules\//, ''), version }]) => `${name}@${version}`);
const ofPage = await taken('painel/licencas.txt');
const shipped = [...new Set([...ofServer, ...(await taken('src/bundled/licencas.txt')), ...ofPage])].sort();
const isShipped = (ref) => shipped.includes(ref);

const { stdout } = await promisify(execFile)(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only', '--include=dev'],
  { cwd: root, maxBuffer: 64 * 1024 * 1024 },
);
const bill = JSON.parse(stdout);
const components = new Map(bill.components.map((component) => [refOf(component), component]));
const missing = shipped.filter((ref) => !components.has(ref));
if (ofPage.length === 0 || missing.length > 0)
  throw new Error(`package-lock.json does not have: ${missing.join(', ') || 'any package of the page'}`);

const itself = bill.metadata.component;
// npm takes the name of the folder.
itself.name = packages[''].name;
bill.components = shipped.map((ref) => asShipped(components.get(ref)));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => ref === refOf(itself) || isShipped(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }));

const file = join(dist, 'centroide.cdx.json');
await writeFile(file, `${JSON.stringify(bill, null, 2)}\n`);
process.stdout.write(`${file}: ${shipped.length} packages\n`);

async function taken(name) {
  const licences = await readFile(join(dist, name), 'utf8');
  return [...licences.matchAll(/^## (\S+) - (\S+)/gm)].map(([, name, version]) => `${name}@${version}`);
}

function asShipped(component) {
  const properties = component.properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return { ...component, properties };
}
