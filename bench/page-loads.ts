/**
 * How long somebody waits for each page: from the beginning of its navigation to the frame after that in which what the
 * page is for is there (films, groups, a list), in Chromium with nothing cached. On the demonstration, and with 9,724
 * made-up films, as MovieLens latest-small has.
 *
 *     npm run build && node dist/bench/page-loads.js [--rounds 5] [--database file]
 *
 * `--database` keeps the prepared database, and takes it from there the next time; http.js makes the same. Needs Chromium
 * (CHROMIUM_PATH, or Debian's).
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { prepareDatabase } from './http-data';
import { answered, freePort, median } from './local-servers';
import { machine, print } from './machine';

/** In milliseconds: on the demonstration, and with 9,724 films. */
const BARS = { demonstration: 1000, large: 1500 };

/** How often it is asked whether the frame has come. */
const MOST_LOOKS = 200;

/** People who have rated much, of whom one is looked at. */
const USERS = 20;

/** Each page, and what is there once one can use it. film: one that is recommended to the person 1. */
const pagesOf = (film: number): readonly (readonly [address: string, useful: string])[] => [
  ['', '.map-chart canvas'],
  ['/recomendacoes?usuario=1', '.recommendation'],
  ['/experimente', '.tile .cover'],
  ['/grupos', '.group'],
  ['/grupos/1', '.group-list li'],
  ['/regras', 'main form'],
  ['/modelo', '.quality'],
  ['/modelo/experimentos', 'main form'],
  ['/dados', '.data-rows li'],
  ['/chaves', '.key-list li'],
  [`/filmes/${film}?usuario=1`, '.film-hero .cover'],
  ['/pessoas/1', '.person-ratings li'],
];

/** Looks at each frame whether it is there and seen, and notes when the frame after that comes. */
const watchFor = (useful: string): string => `(() => {
  const look = () => {
    const seen = [...document.querySelectorAll(${JSON.stringify(useful)})].some((one) => one.getClientRects().length > 0);
    requestAnimationFrame(seen ? () => { window.usefulAt = performance.now(); } : look);
  };
  requestAnimationFrame(look);
})()`;

/** Milliseconds until a page is useful, in a browser that has seen none of it. */
async function load(browser: Browser, address: string, useful: string): Promise<number> {
  const context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1280, height: 860 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchFor(useful));
    await page.goto(address);
    await page.locator(useful).first().waitFor({ timeout: 30_000 });
    for (let look = 0; look < MOST_LOOKS; look++) {
      const at = await page.evaluate<number | null>('window.usefulAt ?? null');
      if (at !== null) return at;
      await pause(20);
    }
    throw new Error(`no frame came after what is useful on ${address}`);
  } finally {
    await context.close();
  }
}

/** Serve a database by the built server while `work` is done. It has a model by then. */
async function served<Result>(
  environment: Readonly<Record<string, string>>,
  work: (url: string, key: string) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const limits = { RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0', FIRST_KEY: 'none', LOG_LEVEL: 'error' };
  const env = { ...process.env, ...limits, PORT: String(port), ...environment };
  const server = fork(join(__dirname, '../src/main.js'), [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answered(`${url}/modelo`);
    const made = execFileSync(
      process.execPath,
      [join(__dirname, '../src/cli.js'), 'chaves', 'criar', 'bench', '--escopo', 'admin'],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return await work(url, made.toString().trim());
  } finally {
    server.kill('SIGKILL');
  }
}

/** The median of `rounds` for each page; whether all keep the bar. */
async function measure(browser: Browser, url: string, key: string, rounds: number, bar: number): Promise<boolean> {
  const answer = await fetch(`${url}/usuarios/1/recomendacoes?limite=1`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  const [{ id }] = (await answer.json()) as { id: number }[];
  let kept = true;
  for (const [path, useful] of pagesOf(id)) {
    const address = `${url}/painel${path}#chave=${key}`;
    // The first time reads what the server then holds: somebody has opened the page before.
    await load(browser, address, useful);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await load(browser, address, useful));
    const isKept = median(times) <= bar;
    kept &&= isKept;
    const longest = Math.max(...times);
    print(`/painel${path}`, median(times).toFixed(0), longest.toFixed(0), `${bar}${isKept ? '' : ' MISSED'}`);
  }
  return kept;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { rounds: text, database: text } });
  const rounds = Number(values.rounds ?? 5);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  const file = values.database ?? join(folder, 'large.db');
  console.log(machine());
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    print('milliseconds to the first useful picture', 'median', 'longest', 'bar');
    console.log('the demonstration');
    const small = await served({ DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`, SEED: 'demo' }, (url, key) =>
      measure(browser, url, key, rounds, BARS.demonstration),
    );
    console.log('9,724 films');
    if (!existsSync(file)) await prepareDatabase(file, USERS);
    const large = await served({ DATABASE_URL: `sqlite:${file}`, SEED: 'none', TRAINER: 'external' }, (url, key) =>
      measure(browser, url, key, rounds, BARS.large),
    );
    if (!small || !large) process.exitCode = 1;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
