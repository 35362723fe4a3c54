import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { endedCpuTime } from '../cpu-time';
import { latestSmall, writeRatings } from '../generate-ratings';
import { answered, freePort, median, seen } from '../local-servers';
import { importInto, listedBy, startGorse } from './gorse-server';
import { command, fastApi, gorse, OURS, start, type Peer } from './peer';
import type { Topic } from './report';

const LIST = 'filmes/1/recomendacoes?limite=10';
const LONGEST_WAIT = 300;

/** What still runs when the first list is there. */
type Begin = () => Promise<ChildProcess[]>;

/** From files to the first list of one person, everything started anew. */
export async function firstAnswer(folder: string, peers: readonly Peer[], rounds: number): Promise<Topic> {
  const data = await files(folder);
  const sides: { name: string; begin: Begin; spent: { seconds: number; cpu: number }[] }[] = [
    { name: OURS, begin: () => ours(folder, data.folder), spent: [] },
    ...peers.map((peer) => ({ name: peer.name, begin: beginOf(peer, folder, data), spent: [] })),
  ];
  for (let round = 0; round < rounds; round++)
    for (const { name, begin, spent } of sides) {
      const before = endedCpuTime();
      const began = performance.now();
      const running = await begin();
      const seconds = (performance.now() - began) / 1000;
      for (const child of running) await ended(child);
      spent.push({ seconds, cpu: (endedCpuTime() - before) / 1000 });
      console.error(`first answer, ${name}: ${seconds.toFixed(1)} s`);
    }
  return {
    title: 'From files to the first personal list',
    text: `${data.said} ${TEXT}`,
    columns: [
      { title: 'seconds', digits: 1, drawn: 'From files to the first list, seconds' },
      { title: 'CPU, seconds', digits: 1 },
    ],
    rows: sides.map(({ name, spent }) => ({
      name,
      values: [median(spent.map(({ seconds }) => seconds)), median(spent.map(({ cpu }) => cpu))],
    })),
  };
}

const TEXT = `Everything is started anew. Ours is a server on an empty database, \`centroide import\`, \`centroide train\` without tuning, and the
list over HTTP: by then films with titles and genres, people and ratings are stored and can be searched, corrected and exported. FastAPI reads
the ratings, fits and answers the list over HTTP. Gorse is a server on an empty SQLite: films and ratings, of which those of four stars or more are
likes, are stored by its import, and the list is there when ten films by its model are. It has its defaults, one core for fits and one for lists
among them, but for one thing: it is told to fit once the ratings are there, and to make lists once that is done (\`--managed\`), or else it would
look once in an hour and once in a minute. Meanwhile it fits a second model, which it does not use by default. The others are scripts that read
the ratings, fit and print the list, and store nothing. CPU is that of all processes until the list is there and they are stopped.`;

/** A folder with movies.csv and ratings.csv. */
interface Files {
  readonly folder: string;
  readonly ratings: string;
  readonly said: string;
}

/** MovieLens latest-small where it is, else made-up ratings of its size. */
async function files(folder: string): Promise<Files> {
  const there = resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small');
  if (existsSync(join(there, 'ratings.csv')))
    return { folder: there, ratings: join(there, 'ratings.csv'), said: 'MovieLens latest-small: 100,836 ratings.' };
  const made = join(folder, 'made-up');
  await mkdir(made);
  const ratings = join(made, 'ratings.csv');
  await writeRatings(ratings, latestSmall);
  const films = Array.from({ length: latestSmall.films }, (_, n) => `${n + 1},Made-up Film ${n + 1} (1990),Drama\n`);
  await writeFile(join(made, 'movies.csv'), `movieId,title,genres\n${films.join('')}`);
  return { folder: made, ratings, said: 'Made-up ratings of the size of MovieLens latest-small.' };
}

async function ours(folder: string, data: string): Promise<ChildProcess[]> {
  const port = await freePort();
  const env = {
    ...process.env,
    // The one of its own in DATA_DIR.
    DATABASE_URL: '',
    ...{ DATA_DIR: await mkdtemp(join(folder, 'data-')), PORT: String(port), SEED: 'none', PUBLIC_READ: 'true' },
    ...{ FIRST_KEY: 'none', LOG_LEVEL: 'error' },
  };
  const built = (script: string): string => join(__dirname, '../../src', script);
  const server = fork(built('main.js'), [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const url = `http://127.0.0.1:${port}`;
  await answered(`${url}/saude/viva`);
  await promisify(execFile)(process.execPath, [built('cli.js'), 'import', data], { env });
  const train = fork(built('cli.js'), ['train', '--no-tuning'], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const trained = async (): Promise<number | null> => {
    const { modelo } = (await (await fetch(`${url}/saude/pronta`)).json()) as { modelo: number | null };
    return modelo;
  };
  await seen('a model of ours', trained, LONGEST_WAIT);
  await answered(`${url}/${LIST}`);
  return [train, server];
}

function beginOf(peer: Peer, folder: string, data: Files): Begin {
  if (peer === gorse) return () => gorseListed(folder, data);
  if (peer === fastApi) return () => fastApiListed(data.ratings);
  return () => listed(peer, data.ratings);
}

async function gorseListed(folder: string, data: Files): Promise<ChildProcess[]> {
  const server = await startGorse(folder);
  const [head, ...ratings] = (await readFile(data.ratings, 'utf8')).trimEnd().split(/\r?\n/);
  if (head !== 'userId,movieId,rating,timestamp') throw new Error(`${data.ratings} begins with ${head}`);
  await importInto(server, {
    films: await readFile(join(data.folder, 'movies.csv'), 'utf8'),
    ratings: ratings.map((line) => line.split(',')),
  });
  await listedBy(server, 1);
  return [server.process];
}

async function fastApiListed(ratings: string): Promise<ChildProcess[]> {
  const port = await freePort();
  const server = start(fastApi, [ratings, String(port)]);
  await answered(`http://127.0.0.1:${port}/${LIST}`, LONGEST_WAIT);
  return [server];
}

async function listed(peer: Peer, ratings: string): Promise<ChildProcess[]> {
  const [program, words, env] = command(peer, [ratings, '1']);
  await promisify(execFile)(program, words, { env });
  return [];
}

/** Stop a process, unless it has ended. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
