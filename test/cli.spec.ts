import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './support/project-root';

/** What a call of the command line writes. */
function centroide(...words: string[]): string {
  return execFileSync(process.execPath, [join(__dirname, '../src/cli.js'), ...words], { encoding: 'utf8' });
}

describe('the command line', () => {
  it('says the version that package.json has', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
    expect(centroide('--version')).toBe(`${version}\n`);
  });

  it('lists its commands for whoever asks for help', () => {
    const help = centroide('--help');
    for (const command of ['importar', 'treinar', 'treinador', 'avaliar', 'filmes', 'usuarios', 'chaves', 'backup'])
      expect(help).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });
});
