/**
 * Where the time of an answer goes: microseconds of the server's main thread for one request, by stages, as V8's profiler sees them, beside
 * a bare Nest + Express route that returns the same bytes. The other threads (SQLite's, the garbage collector's) are in the CPU of
 * `http.js`.
 *
 *     npm run build && node dist/bench/stages.js [--requests 6000] [--connections 32] [--users 12000] [--database file]
 *
 * `--database` as for `http.js`. The profiler costs time itself, and a machine with other work stretches what it sees: shares and ratios say more
 * than microseconds.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FIRST_USER, prepareDatabase } from './http-data';
import type { Load } from './http-load';
import { answered, freePort, handed } from './local-servers';
import { machine, print } from './machine';

/** Requests until what is looked at is compiled. */
const WARM_UP = 4000;

/** Fewer than are kept: they are in memory after the first round. */
const FEW_USERS = 100;

/** What belongs to a stage: of the functions on the stack the innermost that is named here counts. Files as they were compiled. */
const stages: readonly (readonly [stage: string, file: RegExp, name?: RegExp])[] = [
  ['garbage', /^$/, /^\(garbage collector\)$/],
  ['system calls, compiled code of V8', /^$/, /^\(program\)$/],
  ['score: sums of rows', /linear-algebra\/row-sums\.js$|^wasm:/],
  ['score: film weights', /model\/film-weights\.js$/],
  ['score: next films', /model\/next-films\.js$/],
  ['score: memberships', /model\/memberships\.js$/],
  ['score: memberships', /scoring\/score-parts\.js$/, /^tasteMemberships$/],
  ['score: the rest', /engine\/(scoring\/score|ratings|elementary)|serving\/scoring\.service/],
  ['ranking', /(scoring\/(best-films|varied-films)|serving\/(ranking|asked-ranking|leaning))\.js$/],
  ['history', /serving\/film-scores\.js$/],
  ['places of rated films', /serving\/film-index\.js$/],
  ['film rows', /serving\/film-rows\.js$|films\/films\.service\.js$/],
  ['cursor', /serving\/(list-identity|recommendation-cursor)\.js$/],
  [
    'list, JSON, compression',
    /serving\/(recommendation\.service|recommended-film|http-answer|answer-forms)|compressed-once/,
  ],
  ['ratings read', /ratings\/ratings\.service\.js$/],
  ['versions, states', /serving\/(data-version|serving-state|trends)|commit-watch/],
  ['kept lists', /serving\/(early-lists|user-cache)|http\/passage/],
  ['keys, limits', /\/src\/access\//],
  ['SQLite', /sqlite3?\//],
  ['log, metrics', /\/src\/observability\/|pino|prom-client/],
  ['Express, Nest and middleware', /node_modules\/(?!lru-cache|sqlite3|dataloader)/],
  ['Node: HTTP out', /^node:_http_outgoing$/],
  ['Node: HTTP out', /^node:_http_server$/, /^(writeHead|resOnFinish|_writeRaw|assignSocket)/],
  ['Node: HTTP in', /^node:_http_(server|incoming|common)$/],
  ['Node: sockets, streams', /^node:(net|internal\/streams|internal\/stream_base)/],
  ['the rest of ours', /\/src\//],
];

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

interface Node {
  readonly id: number;
  readonly callFrame: Frame;
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Microseconds of each stage in a profile. */
function byStage({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const parent = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frame = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const stageOfNode = (id: number): string => {
    for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) {
      const stage = stageOf(frame.get(at));
      if (stage !== undefined) return stage;
    }
    return 'the rest of Node';
  };
  const sums = new Map<string, number>();
  samples.forEach((id, n) => {
    if (frame.get(id)?.functionName === '(idle)') return;
    const stage = stageOfNode(id);
    sums.set(stage, (sums.get(stage) ?? 0) + timeDeltas[n]);
  });
  return sums;
}

function stageOf({ functionName, url }: Frame = { functionName: '', url: '' }): string | undefined {
  return stages.find(([, file, name]) => file.test(url) && (name?.test(functionName) ?? true))?.[0];
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { requests: text, connections: text, users: text, database: text } });
  const amount = Number(values.requests ?? 6000);
  const connections = Number(values.connections ?? 32);
  const users = Number(values.users ?? 12_000);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  const children: ChildProcess[] = [];
  const start = (
    script: string,
    args: string[],
    env: NodeJS.ProcessEnv = {},
    execArgv: string[] = [],
  ): ChildProcess => {
    const stdio: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc'];
    const child = fork(join(__dirname, script), args, { env: { ...process.env, ...env }, execArgv, stdio });
    children.push(child);
    return child;
  };
  const profiled = ['--require', join(__dirname, 'profiled.js')];
  try {
    console.log(machine());
    const file = values.database ?? join(folder, 'centroide.db');
    if (!existsSync(file)) await prepareDatabase(file, users);
    const environment = {
      ...{ DATABASE_URL: `sqlite:${file}`, TRAINER: 'external', SEED: 'none', FIRST_KEY: 'none' },
      ...{ RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0', LOG_LEVEL: 'error' },
    };
    const env = { ...process.env, ...environment };
    const cli = join(__dirname, '../src/cli.js');
    const key = execFileSync(process.execPath, [cli, 'chaves', 'criar', 'bench'], { env }).toString().trim();
    const port = await freePort();
    // As it was compiled, file by file: of a bundle nobody could tell what is whose.
    const compiled = existsSync(join(__dirname, '../src/main.unbundled.js')) ? 'main.unbundled.js' : 'main.js';
    const ours = start(`../src/${compiled}`, [], { ...environment, PORT: String(port) }, profiled);
    const url = `http://127.0.0.1:${port}`;
    await answered(`${url}/saude/pronta`);
    const headers = { Authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/filmes/${FIRST_USER + 1}/recomendacoes?limite=10`, { headers });
    const bytes = join(folder, 'answer.json');
    await writeFile(bytes, await answer.text());
    const barePort = await freePort();
    const bare = start('http-bare.js', [bytes, String(barePort)], {}, profiled);
    const bareUrl = `http://127.0.0.1:${barePort}`;
    await answered(`${bareUrl}/filmes/1/recomendacoes`);

    const loader = start('http-load.js', []);
    const send = (load: Pick<Load, 'url' | 'users' | 'amount'>): Promise<unknown> =>
      handed(loader, { ...load, connections, seconds: 0, firstUser: FIRST_USER + 1, key } satisfies Load);
    /** Microseconds of each stage for a request. */
    const look = async (server: ChildProcess, load: Pick<Load, 'url' | 'users'>): Promise<Map<string, number>> => {
      await send({ ...load, amount: Math.min(WARM_UP, amount) });
      await handed(server, {});
      await send({ ...load, amount });
      const sums = byStage(await handed<Profile>(server, {}));
      return new Map([...sums].map(([stage, time]) => [stage, time / amount]));
    };
    const route = await look(bare, { url: bareUrl, users });
    const fresh = await look(ours, { url, users });
    const again = await look(ours, { url, users: FEW_USERS });
    const whole = (of: Map<string, number>): number => [...of.values()].reduce((sum, one) => sum + one, 0);
    print('microseconds of a request', 'nothing kept', 'asked again', 'bare route');
    print('all', ...[fresh, again, route].map((of) => whole(of).toFixed(1)));
    const names = [...new Set([...fresh.keys(), ...again.keys(), ...route.keys()])];
    names.sort((a, b) => (fresh.get(b) ?? 0) - (fresh.get(a) ?? 0));
    for (const name of names) print(`  ${name}`, ...[fresh, again, route].map((of) => (of.get(name) ?? 0).toFixed(1)));
    print('of the bare route', ...[fresh, again, route].map((of) => `1 : ${(whole(route) / whole(of)).toFixed(2)}`));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
