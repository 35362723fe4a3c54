// Writes docs/openapi.json, the contract of this version, from the built server (npm run openapi), and names it in the
// newest section of CHANGELOG.md: what changed is for a person to say there.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { readSettings } from '../dist/src/config/settings.js';
import { describeApi } from '../dist/src/documentation.js';
import { createServer } from '../dist/src/create-server.js';

const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'centroide-openapi-'));
let text;
try {
  const settings = readSettings({ DATA_DIR: folder, SEED: 'none', TRAINER: 'external', LOG_LEVEL: 'error' });
  const app = await createServer(settings);
  text = `${JSON.stringify(describeApi(app, 'en'), null, 2)}\n`;
  await app.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
await writeFile(join(root, 'docs/openapi.json'), text);

const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
const newest = changelog.slice(changelog.indexOf('\n## ')).split('\n## ')[1];
if (!newest.includes(`\`${digest}\``)) {
  const line = `- \`${digest}\` `;
  const named = newest.includes('### Contract\n\n')
    ? newest.replace('### Contract\n\n', `### Contract\n\n${line}\n`)
    : newest.replace(/\n/, `\n\n### Contract\n\n${line}\n`);
  await writeFile(
    join(root, 'CHANGELOG.md'),
    changelog.replace(newest, () => named),
  );
  process.stdout.write(`The contract is now ${digest}: say in CHANGELOG.md, on its line, what changed for clients.\n`);
}
