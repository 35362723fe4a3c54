import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../support/project-root';

const run = promisify(execFile);

describe('the types of the page', () => {
  it('are those of the OpenAPI document (npm run page-types)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'centroide-page-types-'));
    try {
      await run(process.execPath, [join(projectRoot(), 'scripts/page-types.mjs'), folder]);
      const fresh = await readFile(join(folder, 'types.gen.ts'), 'utf8');
      const used = join(projectRoot(), 'src/dashboard/page/api/generated/types.gen.ts');
      expect(await readFile(used, 'utf8')).toBe(fresh);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
