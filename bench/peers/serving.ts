import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { memory } from '../cpu-time';
import { FIRST_USER, prepareDatabase } from '../http-data';
import { inTurn, sidesOf, WARM_UP, type Side } from '../http-sides';
import { answered, freePort, median, pidOf } from '../local-servers';
import { idle, importInto, listedBy, startGorse, type RunningGorse } from './gorse-server';
import { fastApi, gorse, OURS, start, type Peer } from './peer';
import type { Topic } from './report';

const CONNECTIONS = [1, 32];
const LONGEST_WAIT = 600;

/** Fewer than are kept. */
const FEW_USERS = 100;

interface ServingOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly users: number;
  /** A prepared database, or where one is to be kept. */
  readonly database: string;
}

/** Lists of ten over HTTP: ours, those of the peers and what a bare route costs; and the memory of the servers after that. */
export async function serving(folder: string, peers: readonly Peer[], options: ServingOptions): Promise<Topic[]> {
  const { rounds, seconds, users, database } = options;
  if (!existsSync(database)) await prepareDatabase(database, users);
  const children: ChildProcess[] = [];
  const started = (child: ChildProcess): ChildProcess => {
    children.push(child);
    return child;
  };
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const [url, bareUrl, fastUrl] = ports.map((port) => `http://127.0.0.1:${port}`);
  const env = {
    ...process.env,
    ...{
      PORT: String(ports[0]),
      DATABASE_URL: `sqlite:${database}`,
      TRAINER: 'external',
      SEED: 'none',
      FIRST_KEY: 'none',
    },
    ...{ RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0', LOG_LEVEL: 'error' },
  };
  const node = (script: string, args: string[]): ChildProcess =>
    started(fork(join(__dirname, '..', script), args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  const path = `filmes/${FIRST_USER + 1}/recomendacoes?limite=10`;
  try {
    const key = execFileSync(process.execPath, [join(__dirname, '../../src/cli.js'), 'keys', 'create', 'bench'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const headers = { Authorization: `Bearer ${key.toString().trim()}` };
    const ours = node('../src/main.js', []);
    await answered(`${url}/saude/pronta`);
    const bytes = join(folder, 'answer.json');
    await writeFile(bytes, await (await fetch(`${url}/${path}`, { headers })).text());
    const bare = node('http-bare.js', [bytes, String(ports[1])]);
    await answered(`${bareUrl}/${path}`);
    const fast = peers.includes(fastApi) ? started(start(fastApi, [database, String(ports[2])])) : null;
    if (fast) await answered(`${fastUrl}/${path}`, LONGEST_WAIT);
    const gorseUp = peers.includes(gorse) ? await filledGorse(folder, database) : null;
    if (gorseUp) started(gorseUp.process);

    const side = sidesOf(node('http-load.js', []), {
      ...{ seconds, firstUser: FIRST_USER + 1, key: key.toString().trim() },
    });
    const sides: Record<string, Side> = {
      [`${OURS}, nothing kept`]: side(ours, { url, users }),
      [`${OURS}, asked again`]: side(ours, { url, users: FEW_USERS }),
      ...(fast && {
        'FastAPI, implicit: scored anew': side(fast, {
          ...{ url: fastUrl, users, path: '/filmes/{user}/recomendacoes?limite=10&anew=true' },
        }),
        'FastAPI, implicit: trained factors': side(fast, { url: fastUrl, users }),
      }),
      ...(gorseUp && {
        'Gorse: lists made before': side(gorseUp.process, {
          ...{ url: gorseUp.url, users: FEW_USERS, path: '/api/recommend/{user}?n=10' },
        }),
      }),
      'Bare Nest route': side(bare, { url: bareUrl, users }),
    };
    for (const one of Object.values(sides)) await one(32, WARM_UP);
    const turns = await inTurn(sides, CONNECTIONS, rounds);
    const rows = Object.keys(sides).map((name) => ({
      name,
      values: CONNECTIONS.flatMap((count) => [
        median(turns.map((turn) => turn[name][count].perSecond)),
        median(turns.map((turn) => turn[name][count].cpu)),
      ]),
    }));
    const servers = {
      [OURS]: ours,
      ...(fast && { [fastApi.name]: fast }),
      ...(gorseUp && { [gorse.name]: gorseUp.process }),
      'Bare Nest route': bare,
    };
    return [
      {
        title: 'Serving',
        text: SERVING,
        columns: CONNECTIONS.flatMap((count) => {
          const of = count === 1 ? 'one connection' : `${count} connections`;
          return [
            { title: `requests/s, ${of}`, digits: 0, ...(count > 1 && { drawn: `Requests a second, ${of}` }) },
            { title: `CPU of one, ms, ${of}`, digits: 2 },
          ];
        }),
        rows,
      },
      {
        title: 'Memory of the server',
        text: MEMORY,
        columns: [{ title: 'MB', digits: 0, drawn: 'Memory of the server after the load, MB' }],
        rows: Object.entries(servers).map(([name, child]) => ({ name, values: [memory(pidOf(child)).now] })),
      },
    ];
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

/** Gorse with the films, who was trained on and the few who are asked, when it has made their lists and rests. */
async function filledGorse(folder: string, file: string): Promise<RunningGorse> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    const films = await database.query<{ line: string }>(
      `SELECT id || ',' || titulo || ',' || replace(genero, ', ', '|') AS line FROM filmes ORDER BY id`,
    );
    const ratings = await database.query<{ user: number; film: number; stars: number; seconds: number }>(
      `SELECT usuario_id AS user, filme_id AS film, avaliacao AS stars, avaliado_em / 1000 AS seconds
       FROM avaliacoes WHERE usuario_id <= $1`,
      [FIRST_USER + FEW_USERS],
    );
    const running = await startGorse(folder);
    await importInto(running, {
      films: `movieId,title,genres\n${films.map(({ line }) => `${line}\n`).join('')}`,
      ratings: ratings.map(({ user, film, stars, seconds }) => [user, film, stars, seconds]),
    });
    await listedBy(running, FIRST_USER + 1);
    await idle(running);
    return running;
  } finally {
    await database.close();
  }
}

const SERVING = `Lists of ten out of 9,724 films for people with 150 ratings each, sent from another process, which takes one of the cores. "Nothing kept"
asks each person in turn, so that every list is made anew from the ratings as they are in the database; "asked again" asks a hundred people over and
over, whose lists are kept until a rating, an event or a film changes. FastAPI runs as its documentation has it, in one process of uvicorn with uvloop and
httptools, as ours runs in one of Node. "Scored anew" computes a person's factors from their likes, as they were when the server started; "trained
factors" are those of the training, and nothing that somebody likes later counts before the next one. Its answers are ten numbers of films; ours are films
with titles, genres and all else that is known of them, checked against a key. Gorse answers ten numbers as well, from lists
that it made before anybody asked and keeps in its SQLite. It has done all its tasks by then, for the 610 people of the training and the hundred who
are asked again, not for everybody: it makes one list after the other. It asks for no key here, and logs each request, which its settings cannot
change. The bare route returns the bytes of one of our answers.`;

const MEMORY = `Resident memory after the load. FastAPI holds all ratings and all factors; ours holds the model, the films and what it keeps of answers, and reads
a person's ratings from the database when it is asked. Gorse has fitted its models in that process before, of fewer ratings.`;
