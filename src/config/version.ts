import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of the program. It stands in package.json and nowhere else. */
export const VERSION = (
  JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string }
).version;
