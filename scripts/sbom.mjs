// Writes the bill of materials of what is shipped (npm run sbom), as CycloneDX: the packages that the server runs with, as
// package-lock.json has them, and those that Vite built into the page. Another folder than dist: given as the first argument.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');
const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
const refOf = (component) => component['bom-ref'];
const asShipped = (component) => ({
  ...component,
  properties: component.properties.filter(({ name }) => name !== 'cdx:npm:package:development'),
});

async function listed(...more) {
  const how = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  return JSON.parse((await promisify(execFile)('npm', ['sbom', ...options, ...more], how)).stdout);
}

const licences = await readFile(join(dist, 'painel/licencas.txt'), 'utf8');
const ofPage = [...licences.matchAll(/^## (\S+) - (\S+)/gm)].map(([, name, version]) => `${name}@${version}`);
// Those of the page are needed for building only, as npm sees it.
const all = await listed('--include=dev');
const known = new Set(all.components.map(refOf));
const missing = ofPage.filter((ref) => !known.has(ref));
if (ofPage.length === 0 || missing.length > 0)
  throw new Error(`of the page, package-lock.json does not have: ${missing.join(', ') || 'any package'}`);
const ofServer = await listed('--omit=dev');

const itself = refOf(all.metadata.component);
const components = new Map([...all.components, ...ofServer.components].map((one) => [refOf(one), one]));
const dependencies = new Map([...all.dependencies, ...ofServer.dependencies].map((one) => [one.ref, one.dependsOn]));
dependencies.set(itself, all.dependencies.find(({ ref }) => ref === itself).dependsOn);

const shipped = [...new Set([...ofServer.components.map(refOf), ...ofPage])].sort();
const isShipped = (ref) => shipped.includes(ref);

const file = join(dist, 'centroide.cdx.json');
const bill = {
  ...ofServer,
  // npm takes the name of the folder.
  metadata: {
    ...ofServer.metadata,
    component: { ...ofServer.metadata.component, name: itself.replace(/@[^@]+$/, '') },
  },
  components: shipped.map((ref) => asShipped(components.get(ref))),
  dependencies: [itself, ...shipped].map((ref) => ({ ref, dependsOn: dependencies.get(ref).filter(isShipped) })),
};
await writeFile(file, `${JSON.stringify(bill, null, 2)}\n`);
process.stdout.write(`${file}: ${shipped.length} packages\n`);
