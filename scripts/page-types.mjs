// Writes the types of the API's answers for the page from docs/openapi.json (npm run page-types). Another folder than
// the page's: given as the first argument.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createClient } from '@hey-api/openapi-ts';

const root = join(import.meta.dirname, '..');
const document = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
await createClient({
  // Only what is sent and answered: the page calls the routes by itself.
  input: { ...document, paths: {} },
  output: {
    path: process.argv[2] ?? join(root, 'src/dashboard/page/api/generated'),
    entryFile: false,
    header: ['// Made from docs/openapi.json by `npm run page-types`: not to be edited.', '/* oxlint-disable */'],
  },
  plugins: ['@hey-api/typescript'],
  logs: { level: 'silent', file: false },
});
