/**
 * What one sender with heavy requests costs the others: the median time of other people's lists alone, and while one address
 * sends, at the pace that it is allowed, the heaviest list there is (1,000 ratings, 100 films, with reasons and variety).
 *
 *     npm run build && node dist/bench/attack.js [--seconds 60] [--database file] [--sem-limite]
 *
 * The built server on MovieLens latest-small's size of made-up ratings; the others have a key, and so a limit of their own.
 * `--sem-limite`: nobody's requests are counted, so that only the order in which work is done protects the others.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { KeysService } from '../src/access/keys.service';
import { Database } from '../src/database/database';
import { entities } from '../src/entities';
import { FIRST_USER, prepareDatabase } from './http-data';
import { answered, freePort, median } from './local-servers';
import { machine } from './machine';

/** The median of the others may be so many times what it is alone. */
const BAR = 5;
const USERS = 2000;
/** Requests per second: 600 a minute, and what the others send. */
const ATTACK = 10;
const OTHERS = 20;
const MILLISECONDS = 1000;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seconds: text, database: text, 'sem-limite': { type: 'boolean' } } });
  const seconds = Number(values.seconds ?? 60);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  let server: ChildProcess | undefined;
  try {
    console.log(machine());
    const file = values.database ?? join(folder, 'centroide.db');
    if (!existsSync(file)) await prepareDatabase(file, USERS);
    const key = await keyOf(file);
    const port = await freePort();
    server = fork(join(__dirname, '../src/main.js'), [], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: `sqlite:${file}`, TRAINER: 'external', SEED: 'none', LOG_LEVEL: 'error' },
        ...(values['sem-limite'] && { RATE_LIMIT: '0' }),
        PORT: String(port),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await measure(`http://127.0.0.1:${port}`, key, seconds);
  } finally {
    server?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, key: string, seconds: number): Promise<void> {
  await answered(`${url}/saude/pronta`);
  let user = 0;
  const other = () =>
    fetch(`${url}/usuarios/${FIRST_USER + 1 + (user++ % USERS)}/recomendacoes?limite=10`, {
      headers: { Authorization: `Bearer ${key}` },
    });
  const heavy = JSON.stringify({
    avaliacoes: Array.from({ length: 1000 }, (_, n) => ({ filme_id: n + 1, avaliacao: (n % 11) / 2 })),
    limite: 100,
    explicar: true,
    diversidade: 1,
  });
  const attack = () =>
    fetch(`${url}/recomendacoes`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: heavy });
  // Until everything is compiled.
  await Promise.all([steadily(OTHERS, 3, other), steadily(1, 3, attack)]);
  const alone = await steadily(OTHERS, seconds, other);
  const [attacked, attacks] = await Promise.all([steadily(OTHERS, seconds, other), steadily(ATTACK, seconds, attack)]);
  for (const [what, { statuses }] of Object.entries({ alone, attacked, attacks }))
    console.log(`${what}: ${[...statuses].map(([status, count]) => `${count} x ${status}`).join(', ')}`);
  const ratio = median(attacked.times) / median(alone.times);
  const kept = ratio <= BAR && attacked.statuses.size === 1;
  console.log(
    `median of the others, under attack : alone: ${median(attacked.times).toFixed(1)} : ${median(alone.times).toFixed(1)} ms ` +
      `= ${ratio.toFixed(2)} x (at most ${BAR}) ${kept ? 'kept' : 'MISSED'}`,
  );
  if (!kept) process.exitCode = 1;
}

interface Answers {
  /** Of each request, in milliseconds. */
  readonly times: number[];
  readonly statuses: Map<number, number>;
}

/** Send so many requests a second, whether those before are answered or not. */
async function steadily(perSecond: number, seconds: number, send: () => Promise<Response>): Promise<Answers> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const one = async (): Promise<void> => {
    const began = performance.now();
    const answer = await send();
    await answer.arrayBuffer();
    times.push(performance.now() - began);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  };
  const all: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    await pause(Math.max(0, start + (MILLISECONDS * n) / perSecond - performance.now()));
    all.push(one());
  }
  await Promise.all(all);
  return { times, statuses };
}

async function keyOf(file: string): Promise<string> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    const keys = new KeysService(database, Date.now, () => performance.now());
    return (await keys.create('bench', 'leitura')).text;
  } finally {
    await database.close();
  }
}

void main();
