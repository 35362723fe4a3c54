import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../fit-process';

const folder = join(projectRoot(), 'bench/peers');

/** What every table begins with. */
export const OURS = 'Centroide';

/** A script that fits a model of the ratings and makes a list; the packages that it needs. */
export interface Peer {
  readonly name: string;
  readonly script: string;
  readonly requirements: string;
  /** What its documentation asks for. */
  readonly env?: NodeJS.ProcessEnv;
}

/** implicit has threads of its own, and warns of those that OpenBLAS would add. */
const IMPLICIT = { requirements: 'requirements.txt', env: { OPENBLAS_NUM_THREADS: '1' } };

export const peers: readonly Peer[] = [
  { name: 'implicit: ALS', script: 'implicit_als.py', ...IMPLICIT },
  { name: 'NumPy: EASE', script: 'ease.py', requirements: 'requirements.txt' },
  { name: 'LensKit: item kNN', script: 'item_knn.py', requirements: 'lenskit.txt' },
];

/** implicit behind FastAPI: a server. */
export const fastApi: Peer = { name: 'FastAPI with implicit', script: 'serve.py', ...IMPLICIT };

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/** Bring the packages of the peers. Result: who can run, and who cannot, and why. */
export async function installed(wanted: readonly Peer[]): Promise<{ there: Peer[]; skipped: Skipped[] }> {
  const there: Peer[] = [];
  const skipped: Skipped[] = [];
  for (const peer of wanted) {
    try {
      await promisify(execFile)(join(folder, 'python'), [peer.requirements, '--install']);
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
    join(folder, 'python'),
    [peer.requirements, join(folder, peer.script), ...words],
    { ...process.env, ...peer.env },
  ];
}

export function start(peer: Peer, words: readonly string[]): ChildProcess {
  const [program, all, env] = command(peer, words);
  return spawn(program, all, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What the requirements pin. */
export function versions(peers: readonly Peer[]): string {
  const pins = new Set(
    peers.flatMap(({ requirements }) => readFileSync(join(folder, requirements), 'utf8').trim().split('\n')),
  );
  return [...pins].map((pin) => pin.replace('==', ' ')).join(', ');
}
