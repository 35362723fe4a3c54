/**
 * What a home page costs beside a plain list of as many films, and of ten, in the same run: CPU of the built server for one
 * request, with nothing kept (each of thousands of people once) and asked again.
 *
 *     npm run build && node dist/bench/home.js [--rounds 3] [--requests 300] [--database file]
 *
 * `--database` keeps the prepared database, and takes it from there the next time; http.js makes the same. Each side is asked in turn.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuTime } from './cpu-time';
import { FIRST_USER, prepareDatabase } from './http-data';
import { answered, freePort, median } from './local-servers';
import { machine } from './machine';

/** A home page may cost so many plain lists. */
const BAR = 1.5;

/** So many that nobody is asked for twice where nothing is to be kept. */
const USERS = 6_000;

/** People of whom everything is kept after the first time. */
const FEW = 50;

/** Requests under way at a time. */
const AT_ONCE = 8;

const sides = {
  list: 'recomendacoes?limite=10',
  long: 'recomendacoes?limite=80',
  home: 'vitrine',
};
type Side = keyof typeof sides;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { rounds: text, requests: text, database: text } });
  const rounds = Number(values.rounds ?? 3);
  const requests = Number(values.requests ?? 300);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  const file = values.database ?? join(folder, 'centroide.db');
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${file}`,
    TRAINER: 'external',
    SEED: 'none',
    RATE_LIMIT: '0',
    RATE_LIMIT_KEYS: '0',
    FIRST_KEY: 'none',
    LOG_LEVEL: 'error',
    PORT: String(port),
  };
  console.log(machine());
  if (!existsSync(file)) await prepareDatabase(file, USERS);
  const server = fork(join(__dirname, '../src/main.js'), [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answered(`${url}/saude/pronta`);
    const cli = join(__dirname, '../src/cli.js');
    const key = execFileSync(process.execPath, [cli, 'chaves', 'criar', 'bench'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const headers = { Authorization: `Bearer ${key.toString().trim()}` };
    let next = 0;
    const cost = async (side: Side, users: number): Promise<number> => {
      const before = cpuTime(server.pid ?? 0);
      let left = requests;
      const ask = async (): Promise<void> => {
        while (left-- > 0) {
          const answer = await fetch(`${url}/usuarios/${FIRST_USER + 1 + (next++ % users)}/${sides[side]}`, {
            headers,
          });
          if (!answer.ok) throw new Error(`${answer.status} of ${side}`);
          await answer.arrayBuffer();
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
      return (cpuTime(server.pid ?? 0) - before) / requests;
    };
    for (const side of Object.keys(sides) as Side[]) await cost(side, USERS);
    for (const [title, users] of [
      ['nothing kept', USERS],
      ['asked again', FEW],
    ] as const) {
      const costs: Record<Side, number[]> = { list: [], long: [], home: [] };
      for (let round = 0; round <= rounds; round++)
        for (const side of Object.keys(sides) as Side[]) {
          const one = await cost(side, users);
          // The first round makes what the others find kept.
          if (round > 0) costs[side].push(one);
        }
      const shown = (side: Side) => `${median(costs[side]).toFixed(2)} ms`;
      const ratio = (side: Side) => median(costs.home.map((one, n) => one / costs[side][n]));
      const kept = ratio('list') <= BAR;
      console.log(
        `${title}: home page ${shown('home')}, list of ten ${shown('list')} = ${ratio('list').toFixed(2)} x (at most ${BAR}) ` +
          `${kept ? 'kept' : 'MISSED'}; list of as many films ${shown('long')} = ${ratio('long').toFixed(2)} x`,
      );
      if (!kept) process.exitCode = 1;
    }
  } finally {
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
