import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root';

/** A fenced block under a heading of a page of the documentation. */
interface Block {
  readonly language: string;
  readonly lines: string;
}

async function blocksOf(page: string, heading: string): Promise<Block[]> {
  const text = await readFile(join(projectRoot(), page), 'utf8');
  const section = text.split(/^#{1,2} /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  // All blocks, whatever their language: one that is not closed swallows the commands after it, and the test misses them.
  return Array.from(section.matchAll(/^```(\w*)\n(.*?)^```$/gms), ([, language, lines]) => ({ language, lines }));
}

/** The shell commands under a heading of a page, in order. */
export async function commandsOf(page: string, heading: string): Promise<string> {
  return (await blocksOf(page, heading)).flatMap(({ language, lines }) => (language === 'sh' ? lines : [])).join('\n');
}

/**
 * The answers which the page shows under a heading and which were not given, in the order of the page. An answer begins at the
 * margin, its other lines are indented; `…` stands for whatever comes there, and a fraction, a percentage or a time for any.
 */
export async function notAnswered(page: string, heading: string, answers: readonly string[]): Promise<string[]> {
  const shown = (await blocksOf(page, heading)).flatMap(({ language, lines }) =>
    language === 'json' ? lines.trim().split(/\n(?! )/) : [],
  );
  let next = 0;
  return shown.filter((answer) => {
    const pattern = patternOf(answer);
    const found = answers.findIndex((line, n) => n >= next && pattern.test(line));
    next = Math.max(next, found + 1);
    return found < 0;
  });
}

function patternOf(answer: string): RegExp {
  const parts = answer
    .replaceAll(/\n +/g, '')
    .split(/ ?… ?/)
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(
    parts
      .join('.*')
      .replaceAll(/\d+-\d+-\d+T[\d:]+\\\.\d+Z/g, '[\\d:.TZ-]+')
      .replaceAll(/\d+\\\.\d{2,}/g, '\\d+\\.\\d+')
      .replaceAll(/\d+\s?%/g, '\\d+\\s?%'),
    's',
  );
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
