import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The nearest folder above this file with a package.json: compiled tests lie one level deeper than their sources. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = resolve(folder, '..');
    if (parent === folder) {
      throw new Error(`no package.json above ${__dirname}`);
    }
    folder = parent;
  }
  return folder;
}
