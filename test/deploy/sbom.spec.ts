import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage } from '../support/packed-package';
import { projectRoot } from '../support/project-root';
import { some } from '../support/some';

const run = promisify(execFile);

interface Component {
  'bom-ref': string;
  type: string;
  name: string;
  version: string;
  purl: string;
  licenses?: object[];
  hashes?: { alg: string; content: string }[];
}

interface Bill {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface Package {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

describe('the bill of materials', () => {
  let dist: string;
  let bill: Bill;
  const page = () => join(dist, 'painel/licencas.txt');
  const write = () => run(process.execPath, [join(projectRoot(), 'scripts/sbom.mjs'), dist]);

  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'centroide-sbom-'));
    for (const folder of ['painel', 'src/bundled']) await mkdir(join(dist, folder), { recursive: true });
    const ofBundle = 'src/bundled/licencas.txt';
    await cp(join((await packedPackage()).folder, 'dist', ofBundle), join(dist, ofBundle));
    await cp(join(projectRoot(), 'dist-test/painel/licencas.txt'), page());
    await write();
    bill = JSON.parse(await readFile(join(dist, 'centroide.cdx.json'), 'utf8')) as Bill;
  }, 120_000);
  afterAll(() => rm(dist, { recursive: true, force: true }));

  it('names all that the server and the page are made of, and nothing that only builds them', async () => {
    const { version, dependencies, devDependencies } = JSON.parse(
      await readFile(join(projectRoot(), 'package.json'), 'utf8'),
    ) as Package;
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.[5-9]$/) });
    expect(bill.metadata.component).toMatchObject({ type: 'application', name: 'centroide', version });

    const refs = bill.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const [name, exact] of Object.entries(dependencies)) expect(refs).toContain(`${name}@${exact}`);
    const bundled = ['preact', 'preact-iso', '@preact/signals', 'echarts', '@opentelemetry/sdk-trace-node'];
    expect(refs).toEqual(expect.arrayContaining(bundled.map((name) => `${name}@${devDependencies[name]}`)));
    for (const name of ['jest', 'vite', 'oxlint', '@nestjs/cli'])
      expect(refs).not.toContain(`${name}@${devDependencies[name]}`);
    // As many as are installed, or a few more: those for other systems.
    expect(refs.length).toBeGreaterThan(150);

    for (const component of some(bill.components)) {
      const ref = component['bom-ref'];
      expect([ref, decodeURIComponent(component.purl)]).toEqual([ref, `pkg:npm/${ref}`]);
      expect([ref, component.hashes?.[0].content]).toEqual([ref, expect.stringMatching(/^[0-9a-f]{40,128}$/)]);
    }
  });

  it('says who needs what, of what it names', () => {
    const named = [bill.metadata.component, ...bill.components].map((component) => component['bom-ref']);
    expect(bill.dependencies.map(({ ref }) => ref).sort()).toEqual([...named].sort());
    const needed = new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn));
    expect([...needed].filter((ref) => !named.includes(ref))).toEqual([]);
    const root = bill.dependencies.find(({ ref }) => ref === bill.metadata.component['bom-ref'])!;
    expect(root.dependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^typeorm@/)]));
  });

  it('is not made where the page was built of other packages than these', async () => {
    await writeFile(page(), '# Licenses\n\n## preact - 1.0.0 (MIT)\n\ntext\n');
    await expect(write()).rejects.toMatchObject({
      stderr: expect.stringContaining('package-lock.json does not have: preact@1.0.0'),
    });
  });
});
