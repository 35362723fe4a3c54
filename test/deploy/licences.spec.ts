import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage } from '../support/packed-package';
import { projectRoot } from '../support/project-root';

const run = promisify(execFile);

describe('the licences of what others wrote', () => {
  let dist: string;
  const ofPage = () => join(dist, 'painel/licencas.txt');
  const check = () => run(process.execPath, ['--no-deprecation', join(projectRoot(), 'scripts/licences.mjs'), dist]);

  beforeEach(async () => {
    dist = await mkdtemp(join(tmpdir(), 'centroide-licences-'));
    for (const folder of ['painel', 'src/bundled']) await mkdir(join(dist, folder), { recursive: true });
    const ofBundles = 'src/bundled/licencas.txt';
    await cp(join((await packedPackage()).folder, 'dist', ofBundles), join(dist, ofBundles));
    await cp(join(projectRoot(), 'dist-test/painel/licencas.txt'), ofPage());
  });
  afterEach(() => rm(dist, { recursive: true, force: true }));

  it('come with the page and with the image, each with its text', async () => {
    await check();
    const page = await readFile(ofPage(), 'utf8');
    for (const name of ['preact', 'preact-iso', '@preact/signals'])
      expect(page).toMatch(new RegExp(`^## ${name} - `, 'm'));
    const image = await readFile(join(dist, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
      await readFile(join(projectRoot(), 'package.json'), 'utf8'),
    );
    for (const [name, version] of Object.entries(dependencies)) expect(image).toContain(`## ${name} ${version} (`);
    for (const [title] of image.matchAll(/^## (\S+ \S+) /gm))
      expect(image.split(`\n## ${title} (`).length).toBeLessThan(3);
    for (const name of ['echarts', 'zrender', '@opentelemetry/sdk-trace-node'])
      expect(image).toMatch(new RegExp(`^## ${name} `, 'm'));
  });

  it('are refused when nobody allowed one', async () => {
    await writeFile(
      ofPage(),
      '# Licenses\n\n## fine - 1.0.0 (MIT)\n\ntext\n\n## strict - 2.0.0 (AGPL-3.0-only)\n\ntext\n',
    );
    await expect(check()).rejects.toMatchObject({
      code: 1,
      stderr: 'strict 2.0.0: AGPL-3.0-only is not among the allowed licences\n',
    });
  });

  it('are refused when one has no text', async () => {
    await writeFile(ofPage(), '# Licenses\n\n## mute - 1.0.0 (MIT)\n\n## fine - 1.0.0 (MIT)\n\ntext\n');
    await expect(check()).rejects.toMatchObject({ code: 1, stderr: 'mute 1.0.0: has no licence text\n' });
  });
});
