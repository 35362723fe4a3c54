import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../fit-process';

const folder = join(projectRoot(), 'bench/peers');

/** What every table begins with. */
export const OURS = 'Centroide';

/** A program that fits a model of the ratings and makes lists. */
export interface Peer {
  readonly name: string;
  /** What builds and starts it, beside this file. */
  readonly recipe: 'python' | 'gorse';
  /** The file beside this one that pins what the recipe brings. */
  readonly requirements: string;
  readonly script?: string;
  /** What its documentation asks for. */
  readonly env?: NodeJS.ProcessEnv;
}

/** implicit has threads of its own, and warns of those that OpenBLAS would add. */
const IMPLICIT = { recipe: 'python', requirements: 'requirements.txt', env: { OPENBLAS_NUM_THREADS: '1' } } as const;

/** Scripts, which store nothing. */
export const scripts: readonly Peer[] = [
  { name: 'implicit: ALS', script: 'implicit_als.py', ...IMPLICIT },
  { name: 'NumPy: EASE', script: 'ease.py', recipe: 'python', requirements: 'requirements.txt' },
  { name: 'LensKit: item kNN', script: 'item_knn.py', recipe: 'python', requirements: 'lenskit.txt' },
];

/** implicit behind FastAPI: a server. */
export const fastApi: Peer = { name: 'FastAPI with implicit', script: 'serve.py', ...IMPLICIT };

/** A server with a database of its own. */
export const gorse: Peer = { name: 'Gorse', recipe: 'gorse', requirements: 'gorse.txt' };

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/** Bring what the peers need. Result: who can run, and who cannot, and why. */
export async function installed(wanted: readonly Peer[]): Promise<{ there: Peer[]; skipped: Skipped[] }> {
  const there: Peer[] = [];
  const skipped: Skipped[] = [];
  for (const peer of wanted) {
    try {
      await promisify(execFile)(join(folder, peer.recipe), [peer.requirements, '--install']);
      there.push(peer);
    } catch (error) {
      const last = (error as { stderr: string }).stderr.trim().split('\n').at(-1) ?? String(error);
      skipped.push({ name: peer.name, reason: last });
    }
  }
  return { there, skipped };
}

/** Program, words and environment by which a peer starts. */
export function command(peer: Peer, words: readonly string[]): [string, string[], NodeJS.ProcessEnv] {
  return [
    join(folder, peer.recipe),
    [peer.requirements, ...(peer.script === undefined ? [] : [join(folder, peer.script)]), ...words],
    { ...process.env, ...peer.env },
  ];
}

/** A peer that runs until it is stopped, or the bench ends. */
export function start(peer: Peer, words: readonly string[]): ChildProcess {
  const [program, all, env] = command(peer, words);
  const child = spawn(program, all, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  child.once('exit', () => process.off('exit', stop));
  return child;
}

/** What the requirements pin. */
export function versions(peers: readonly Peer[]): string {
  const pins = new Set(
    peers.flatMap(({ requirements }) => readFileSync(join(folder, requirements), 'utf8').trim().split('\n')),
  );
  return [...pins].map((pin) => pin.replace('==', ' ').replace(/^.*\/(.+)@v/, '$1 ')).join(', ');
}
