/**
 * Requests/s of one API replica and of two behind nginx, with PostgreSQL and the load generator (wrk) on the same
 * machine, and the CPU that each part took, which says what the limit was.
 *
 *     npm run build && node dist/bench/replicas.js [--seconds 10] [--rounds 3] [--connections 128]
 *
 * Connections are per replica. RequiresScope postgresql, nginx and wrk (Debian). Recommendations of the demonstration's 400 users, nothing asked for twice
 * in a row.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startCluster, type Cluster } from './cluster';
import { machine, print } from './machine';

const run = promisify(execFile);

const BAR = 1.6;
/** Clock ticks per second of /proc, on every Linux. */
const TICKS = 100;

const parts = ['API', 'nginx', 'PostgreSQL', 'wrk'] as const;
type Part = (typeof parts)[number];

/** One measurement: requests/s, and cores that each part kept busy. */
interface Measured {
  readonly perSecond: number;
  readonly cores: Record<Part, number>;
  /** Cores that anything on the machine kept busy. */
  readonly all: number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seconds: text, rounds: text, connections: text } });
  const seconds = Number(values.seconds ?? 10);
  const rounds = Number(values.rounds ?? 3);
  const connections = Number(values.connections ?? 128);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const script = join(folder, 'users.lua');
    await writeFile(script, USERS_IN_TURN);
    console.log(machine());
    print('replicas', 'requests/s', ...parts, 'machine', 'ms/request');
    const one = await measureReplicas(1, { script, seconds, rounds, connections });
    // A replica reads for all that wait at the same moment together: as many wait for each of the two.
    const two = await measureReplicas(2, { script, seconds, rounds, connections: 2 * connections });
    conclude(one, two);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A script of wrk: each thread begins at another user. */
const USERS_IN_TURN = `
local user = math.random(400)
request = function()
  user = user % 400 + 1
  return wrk.format("GET", "/filmes/" .. user .. "/recomendacoes?limite=10")
end
`;

interface Plan {
  readonly script: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
}

/** The median round. */
async function measureReplicas(replicas: number, plan: Plan): Promise<Measured> {
  const cluster = await startCluster(['--replicas', String(replicas)], { RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0' });
  try {
    await measure(cluster, { ...plan, seconds: 3 });
    const measured: Measured[] = [];
    for (let round = 0; round < plan.rounds; round++) measured.push(await measure(cluster, plan));
    measured.sort((a, b) => a.perSecond - b.perSecond);
    const median = measured[measured.length >> 1];
    const own = sum(median);
    print(
      String(replicas),
      median.perSecond.toFixed(0),
      ...parts.map((part) => median.cores[part].toFixed(2)),
      median.all.toFixed(2),
      ((1000 * own) / median.perSecond).toFixed(2),
    );
    return median;
  } finally {
    await cluster.stop();
  }
}

async function measure(cluster: Cluster, { script, seconds, connections }: Plan): Promise<Measured> {
  const pids = {
    API: cluster.replicas.map((_, n) => cluster.pidOf(`api-${n + 1}`)),
    nginx: [cluster.pidOf('nginx')],
    PostgreSQL: [cluster.pidOf('postgres')],
  };
  const look = () => ({
    at: performance.now(),
    API: cpuOf(pids.API),
    nginx: cpuOf(pids.nginx),
    PostgreSQL: cpuOf(pids.PostgreSQL),
    // What children took is added up when they have ended.
    wrk: childrenCpu(),
    all: machineCpu(),
  });
  const before = look();
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '-s',
    script,
    ...asReader(cluster),
    cluster.url,
  ]);
  const after = look();
  if (stdout.includes('Non-2xx')) throw new Error(stdout);
  const clock = (after.at - before.at) / 1000;
  const cores = (part: Part | 'all'): number => (after[part] - before[part]) / clock;
  return {
    perSecond: Number(/Requests\/sec: +([\d.]+)/.exec(stdout)?.[1]),
    cores: { API: cores('API'), nginx: cores('nginx'), PostgreSQL: cores('PostgreSQL'), wrk: cores('wrk') },
    all: cores('all'),
  };
}

const asReader = ({ key }: Cluster): string[] => ['-H', `Authorization: Bearer ${key}`];

/** Seconds of CPU of processes, with their children, living and dead. */
function cpuOf(pids: readonly number[]): number {
  return pids.reduce((all, pid) => {
    const [utime, stime, childUser, childSystem] = statOf(pid);
    return all + (utime + stime + childUser + childSystem) / TICKS + cpuOf(childrenOf(pid));
  }, 0);
}

function childrenCpu(): number {
  const [, , user, system] = statOf(process.pid);
  return (user + system) / TICKS;
}

/** User, system, user of ended children, system of ended children; in ticks. */
function statOf(pid: number): number[] {
  try {
    // The name of the program stands in parentheses and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields.slice(11, 15).map(Number);
  } catch {
    return [0, 0, 0, 0];
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Seconds in which a core did anything but wait. */
function machineCpu(): number {
  const [user, nice, system, , , interrupt, soft] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + interrupt + soft) / TICKS;
}

function sum({ cores }: Measured): number {
  return parts.reduce((all, part) => all + cores[part], 0);
}

/** Requests/s that so many replicas could answer if nothing else ran on so many cores; each answers on one thread. */
function possible(replicas: number, measured: Measured, cores: number): number {
  return measured.perSecond * Math.min(replicas / measured.cores.API, cores / sum(measured));
}

function conclude(one: Measured, two: Measured): void {
  const there = availableParallelism();
  const ratio = two.perSecond / one.perSecond;
  console.log(`two replicas: ${ratio.toFixed(2)} x one (bar ${BAR}) ${ratio >= BAR ? 'kept' : 'MISSED'}`);
  console.log(
    `of ${there} cores ${two.all.toFixed(2)} were busy with two replicas, ${(two.all - sum(two)).toFixed(2)} of them with what ` +
      'is not part of this; by what each request took, on a machine that does nothing else:',
  );
  for (const cores of [there, 4 * there]) {
    const [a, b] = [possible(1, one, cores), possible(2, two, cores)];
    console.log(`  ${cores} cores: ${a.toFixed(0)} and ${b.toFixed(0)} requests/s, ${(b / a).toFixed(2)} x`);
  }
  process.exitCode = ratio >= BAR ? 0 : 1;
}

void main();
