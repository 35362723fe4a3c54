import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/engine/random';
import { eachDatabase } from '../support/databases';
import { freePort, startServerProgram } from '../support/program';
import { until } from '../support/until';
import { fill } from './filled-database';
import { KILLS, tell, TIME_FOR_KILLS } from './kills';

/** Half as often as where nothing else is looked at: each kill costs a start. */
const TIMES = Math.ceil(KILLS / 2);
const CLIENTS = 4;
/** The server is killed at some moment after up to so many requests since its start. */
const MOST_REQUESTS = 40;

interface Sent {
  readonly name: string;
  /** The number of the person, as the answer had it. */
  readonly id: number;
  readonly attempts: number;
}

/** Makes people, one after the other, each by one key, sent until it is answered with 201. */
async function makePeople(
  url: string,
  key: string,
  client: number,
  sent: Sent[],
  isOver: () => boolean,
): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const name = `Pessoa ${client}.${n}`;
    const idempotencyKey = randomUUID();
    for (let attempts = 1; ; attempts++) {
      const answer = await fetch(`${url}/usuarios`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': idempotencyKey,
        },
        body: JSON.stringify({ nome: name }),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null);
      if (answer?.status === 201) {
        sent.push({ name, id: (JSON.parse(answer.text) as { id: number }).id, attempts });
        break;
      }
      // Cut off, or the server is not there, or the one before is still being ended.
      if (answer && answer.status !== 409 && answer.status !== 503)
        throw new Error(`${answer.status} ${answer.text} after ${attempts} attempts`);
      await pause(20);
    }
  }
}

eachDatabase('a server that is killed while requests with an Idempotency-Key come', (_, create) => {
  it(
    `does each of them once, and answers each with what it did, through ${TIMES} kills`,
    async () => {
      const location = await create();
      const { database, key } = await fill(location, { users: 1, films: 1, ratingsEach: 0 });
      const random = new Random(2027, TIMES);
      const PORT = String(await freePort());
      const sent: Sent[] = [];
      let over = false;
      const clients = Array.from({ length: CLIENTS }, (__, n) =>
        makePeople(`http://127.0.0.1:${PORT}`, key, n, sent, () => over),
      );
      // One that fails is told of at the end; until then the others go on.
      const all = Promise.allSettled(clients);
      for (let kill = 0; kill < TIMES; kill++) {
        const server = await startServerProgram(location, { PORT });
        const enough = sent.length + random.integer(MOST_REQUESTS);
        await until('requests', () => sent.length >= enough, { everyMs: 2 });
        await pause(20 * random.uniform());
        await server.kill('SIGKILL');
      }
      const server = await startServerProgram(location, { PORT });
      over = true;
      expect((await all).filter(({ status }) => status === 'rejected')).toEqual([]);
      await server.kill('SIGTERM');
      const stored = await database.query<{ id: number; nome: string }>(
        `SELECT id, nome FROM usuarios WHERE nome LIKE 'Pessoa %.%'`,
      );
      await database.close();
      const twice = sent.filter(({ attempts }) => attempts > 1).length;
      tell(`${TIMES} kills of the server on ${location.dialect}: ${sent.length} keys, ${twice} sent again`);
      expect(new Map(stored.map(({ nome, id }) => [nome, id]))).toEqual(
        new Map(sent.map(({ name, id }) => [name, id])),
      );
      expect(stored).toHaveLength(sent.length);
      expect(twice).toBeGreaterThan(0);
    },
    TIME_FOR_KILLS,
  );
});
