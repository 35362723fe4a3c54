import type { ChildProcess } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answered, freePort, seen } from '../local-servers';
import { gorse, start } from './peer';

/** Ratings from here on are likes, as for implicit and EASE. */
const LIKED = 4;

/** The task of Gorse's that fits the model of the lists. */
const FIT = 'Fit collaborative filtering model';

const LONGEST_WAIT = 900;

/** Milliseconds between two looks at what it does: it answers and logs each, and that counts as its CPU. */
const BETWEEN_LOOKS = 200;

/** User, film, stars, seconds since 1970. */
type GorseRating = readonly (string | number)[];

/** What is sent to Gorse. */
export interface GorseData {
  /** movieId,title,genres, as MovieLens has them. */
  readonly films: string;
  readonly ratings: Iterable<GorseRating>;
}

export interface RunningGorse {
  readonly process: ChildProcess;
  readonly url: string;
}

/** An empty Gorse on SQLite, with its defaults. It begins a task when it is told to (`--managed`), not when a period is over. */
export async function startGorse(folder: string): Promise<RunningGorse> {
  const own = await mkdtemp(join(folder, 'gorse-'));
  const [http, rpc] = await Promise.all([freePort(), freePort()]);
  const config = join(own, 'config.toml');
  await writeFile(
    config,
    `[database]
data_store = "sqlite://${join(own, 'data.db')}"
cache_store = "sqlite://${join(own, 'cache.db')}"
[master]
host = "127.0.0.1"
port = ${rpc}
http_host = "127.0.0.1"
http_port = ${http}
[recommend.data_source]
positive_feedback_types = ["like"]
read_feedback_types = ["read"]
`,
  );
  const child = start(gorse, ['--managed', '--config', config, '--cache-path', join(own, 'models')]);
  const url = `http://127.0.0.1:${http}`;
  await answered(`${url}/api/health/live`);
  return { process: child, url };
}

/** Store films and ratings by the routes by which its dashboard imports files. */
export async function importInto({ url }: RunningGorse, { films, ratings }: GorseData): Promise<void> {
  // Item, description, labels.
  await timed('films stored', sent(`${url}/api/bulk/items`, films, 'idl'));
  await timed('ratings stored', sent(`${url}/api/bulk/feedback`, feedbackOf(ratings), 'fuit'));
}

/** Ratings as Gorse's `feedback.csv`. */
export function feedbackOf(ratings: Iterable<GorseRating>): string {
  const lines = ['feedback_type,user_id,item_id,time_stamp'];
  for (const [user, film, stars, seconds] of ratings)
    lines.push(`${Number(stars) >= LIKED ? 'like' : 'read'},${user},${film},${timeOf(Number(seconds))}`);
  return `${lines.join('\n')}\n`;
}

/** Gorse reads no seconds since 1970. */
function timeOf(seconds: number): string {
  return new Date(1000 * seconds).toISOString();
}

async function sent(url: string, csv: string, format: string): Promise<void> {
  const form = new FormData();
  form.set('format', format);
  form.set('file', new Blob([csv]), 'file.csv');
  const answer = await fetch(url, { method: 'POST', body: form });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${text}`);
  const { RowAffected: stored } = JSON.parse(text) as { RowAffected: number };
  const rows = csv.trimEnd().split('\n').length - 1;
  if (stored !== rows) throw new Error(`${url}: ${stored} of ${rows} rows`);
}

/** Fit, make lists, and look until there is one of this user, which is ten films by the model: nothing else is in it by default. */
export async function listedBy({ url }: RunningGorse, user: number): Promise<void> {
  await begin(`${url}/api/admin/schedule/master`);
  const hasFitted = async () => (await statusOf(url, FIT)) === 'Complete';
  await timed('read and fitted', seen('a fit of Gorse', hasFitted, LONGEST_WAIT, BETWEEN_LOOKS));
  await begin(`${url}/api/admin/schedule/worker`);
  const list = `${url}/api/intermediate/recommend/${user}?n=10`;
  const hasList = async () => (await told<unknown[]>(list)).length === 10;
  await timed('a list made', seen('a list of Gorse', hasList, LONGEST_WAIT, BETWEEN_LOOKS));
  const films = await told<string[]>(`${url}/api/recommend/${user}?n=10`);
  if (films.length !== 10) throw new Error(`${films.length} films of Gorse in place of ten`);
}

/** All that Gorse was told to begin is done. */
export async function idle({ url }: RunningGorse): Promise<void> {
  for (const one of ['worker', 'master']) {
    const hasEnded = async () => {
      const { is_running: isRunning } = await told<{ is_running: boolean }>(`${url}/api/admin/schedule/${one}`);
      return !isRunning;
    };
    await seen(`an end of Gorse's ${one}`, hasEnded, LONGEST_WAIT, BETWEEN_LOOKS);
  }
}

async function timed(what: string, work: Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work;
  console.error(`Gorse, ${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function begin(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST' });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
}

async function statusOf(url: string, name: string): Promise<string> {
  const tasks = await told<{ Name: string; Status: string; Error: string }[]>(`${url}/api/dashboard/tasks`);
  const { Status: status, Error: reason } = tasks.find((task) => task.Name === name) ?? {
    Status: 'missing',
    Error: '',
  };
  if (status === 'Failed') throw new Error(`${name}: ${reason}`);
  return status;
}

async function told<Kind>(url: string): Promise<Kind> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return (await answer.json()) as Kind;
}
