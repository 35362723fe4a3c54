import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root';

/** The shell commands under a heading of a README, in order. */
export async function commandsOf(readme: string, heading: string): Promise<string> {
  const text = await readFile(join(projectRoot(), readme), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  // All blocks, whatever their language: one that is not closed swallows the commands after it, and the test misses them.
  const blocks = Array.from(section.matchAll(/^```(\w*)\n(.*?)^```$/gms), ([, language, lines]) => ({
    language,
    lines,
  }));
  return blocks.flatMap(({ language, lines }) => (language === 'sh' ? lines : [])).join('\n');
}

/** What a script prints, run by one shell in a folder of its own; throws when it fails. */
export async function run(script: string, folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    // The second server goes on in the background, and holds the outputs: so not 'close'.
    const [code] = (await once(shell, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`they ended with ${code}:\n${output}`);
    return output;
  } finally {
    // Whatever is left of it.
    spawn('kill', ['--', `-${shell.pid!}`], { stdio: 'ignore' });
  }
}
