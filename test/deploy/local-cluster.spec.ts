import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import request from 'supertest';
import { startCluster, type Cluster } from '../../bench/cluster';
import { projectRoot } from '../support/project-root';
import { describeWith, nginx, postgresPrograms } from '../support/requirements';
import { until } from '../support/until';
import { some } from '../support/some';

const both = {
  name: 'PostgreSQL and nginx',
  available: postgresPrograms.available && nginx.available,
  hint: 'Install postgresql and nginx (Debian).',
};

describeWith(both, 'scripts/local-cluster', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(['--read-replica'], { RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0' });
  }, 300_000);
  afterAll(async () => {
    await cluster.stop();
  });

  const get = (path: string) => request(cluster.url).get(path).set('Connection', 'close');
  const asReader = () => ({ Authorization: `Bearer ${cluster.key}` });

  it('says where to click, and what it names answers with a model that the trainer made', async () => {
    const links = [...cluster.output().matchAll(/http:\S+/g)].map(([url]) => url);
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const url of links.filter((one) => one.startsWith(cluster.url)))
      expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    const { headers } = await get('/filmes/1/recomendacoes').set(asReader()).expect(200);
    expect(headers).toMatchObject({ 'x-recomendacao-origem': 'modelo', 'x-modelo-versao': '1' });
  });

  it('writes through nginx to any replica, and the next recommendation, from any of them, knows it', async () => {
    for (let n = 1; n <= 10; n++) {
      const put = await request(cluster.url)
        .put(`/usuarios/7/avaliacoes/${n}`)
        .set('Authorization', `Bearer ${cluster.key}`)
        .set('Connection', 'close')
        .send({ avaliacao: 4 });
      expect(put.ok).toBe(true);
      for (const port of cluster.replicas) {
        const answer = await fetch(`http://127.0.0.1:${port}/filmes/7/recomendacoes`, { headers: asReader() });
        expect(answer.headers.get('x-perfil-versao')).toBe(put.headers['x-perfil-versao']);
      }
    }
  });

  it('streams to a read replica', async () => {
    const read = async (url: string, sql: string) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(sql);
      await client.end();
      return rows[0];
    };
    expect(await read(cluster.readDatabase, 'SELECT pg_is_in_recovery() AS replica')).toEqual({ replica: true });
    const count = 'SELECT COUNT(*)::int AS n FROM avaliacoes';
    const primary = await read(cluster.database, count);
    for (const end = Date.now() + 5_000; Date.now() < end && (await read(cluster.readDatabase, count)).n !== primary.n;)
      await pause(50);
    expect(await read(cluster.readDatabase, count)).toEqual(primary);
  });

  describe('while both replicas are restarted, one after the other', () => {
    /** What came of one request; 0 where the connection broke. */
    type Outcome = readonly [method: string, status: number];
    /** Uses the API as programs do until told to stop, by every method, a few hundred times a second. */
    async function use(outcomes: Outcome[], isOver: () => boolean, n: number): Promise<void> {
      const send = async (method: string, path: string, body?: object): Promise<Response | null> => {
        const answer = await fetch(cluster.url + path, {
          method,
          headers: { Authorization: `Bearer ${cluster.key}`, ...(body && { 'Content-Type': 'application/json' }) },
          body: body && JSON.stringify(body),
        }).catch(() => null);
        const text = await answer?.text().catch(() => null);
        outcomes.push([method, typeof text === 'string' ? answer!.status : 0]);
        return answer;
      };
      while (!isOver()) {
        const made = await send('POST', '/usuarios', { nome: 'Ana' });
        const person = made?.headers.get('location') ?? '/usuarios/7';
        await send('PATCH', person, { nome: 'Bia' });
        await send('PUT', `${person}/avaliacoes/${n}`, { avaliacao: 4 });
        await send('GET', `${person}/recomendacoes`);
        await send('DELETE', `${person}/avaliacoes/${n}`);
        await pause(100);
      }
    }

    async function restartBoth(signal: NodeJS.Signals): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      let over = false;
      const using = Promise.all(Array.from({ length: 8 }, (_, n) => use(outcomes, () => over, n + 1)));
      for (const [n, port] of cluster.replicas.entries()) {
        const victim = cluster.pidOf(`api-${n + 1}`);
        const before = outcomes.length;
        await until('200 answers', () => outcomes.length >= before + 200);
        process.kill(victim, signal);
        await until('another process', () => cluster.pidOf(`api-${n + 1}`) !== victim);
        const ready = `http://127.0.0.1:${port}/saude/pronta`;
        await until('that it is ready', async () => (await fetch(ready).catch(() => null))?.ok === true);
      }
      over = true;
      await using;
      return outcomes;
    }
    const failed = (outcomes: Outcome[]) => outcomes.filter(([, status]) => status === 0 || status >= 500);

    it('no request fails, of any method, when they are told to stop', async () => {
      const outcomes = await restartBoth('SIGTERM');
      expect(failed(outcomes)).toEqual([]);
      expect(new Set(outcomes.map(([method]) => method)).size).toBe(5);
    }, 240_000);

    it('no GET, PUT or DELETE fails when they are killed', async () => {
      const outcomes = await restartBoth('SIGKILL');
      expect(failed(outcomes).filter(([method]) => method !== 'POST' && method !== 'PATCH')).toEqual([]);
      // Of the others only what was under way.
      expect(failed(outcomes).length).toBeLessThanOrEqual(16);
    }, 240_000);
  });

  it('tells addresses of clients to the replicas, and answers in their form when a body is too large', async () => {
    const large = await request(cluster.url)
      .post('/usuarios')
      .set('Connection', 'close')
      .set('Content-Type', 'application/json')
      .send(`"${'x'.repeat(21 * 1024 * 1024)}"`);
    expect(large.status).toBe(413);
    expect(large.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(large.text)).toMatchObject({ status: 413, title: 'Corpo grande demais' });
  });

  it('says in the body what the status says, and in the form of the replicas, where nginx answers by itself', async () => {
    const answered = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(cluster.url + path, { headers });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      const { status, title, detail } = (await answer.json()) as { status: number; title: string; detail: string };
      expect([path.slice(0, 20), status]).toEqual([path.slice(0, 20), answer.status]);
      return [status, title, detail];
    };
    const long = 'x'.repeat(20_000);
    expect(await answered('/metrics')).toEqual([404, 'Não encontrado', 'Não há nada neste endereço.']);
    expect(await answered('/metrics', { 'Accept-Language': 'en-US' })).toContain('Not found');
    expect(await answered(`/${long}`)).toContain(414);
    expect(await answered('/filmes', { 'X-Long': long })).toContain(431);
    expect(await answered('/%zz')).toContain(400);
    for (const n of [1, 2]) process.kill(cluster.pidOf(`api-${n}`), 'SIGKILL');
    const { status } = await fetch(`${cluster.url}/filmes`);
    expect(status).toBe(503);
    expect(await answered('/filmes')).toEqual([
      503,
      'Indisponível no momento',
      'Nenhuma réplica respondeu; um POST ou PATCH pode ter sido feito. Tente de novo em instantes.',
    ]);
    // Nobody has forgotten them meanwhile.
    for (const port of cluster.replicas) {
      const ready = `http://127.0.0.1:${port}/saude/pronta`;
      await until('a replica', async () => (await fetch(ready).catch(() => null))?.ok === true);
      expect((await fetch(`${cluster.url}/filmes`)).status).toBe(200);
    }
  }, 120_000);

  it('stops at Ctrl-C and leaves nothing behind', async () => {
    const pids = ['api-1', 'api-2', 'trainer', 'nginx'].map((part) => cluster.pidOf(part));
    expect(await cluster.stop()).toBe(130);
    expect(cluster.isGone()).toBe(true);
    for (const pid of some(pids)) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(fetch(cluster.url)).rejects.toThrow();
  }, 120_000);

  it('says what an option takes', () => {
    const run = (...words: string[]): string => {
      try {
        return execFileSync(join(projectRoot(), 'scripts/local-cluster'), words, { encoding: 'utf8', stdio: 'pipe' });
      } catch (error) {
        return (error as { stderr: string }).stderr;
      }
    };
    expect(run('--replicas', 'x')).toBe('--replicas: "x"; takes a number from 1 to 16\n');
    expect(run('--port')).toBe('--port needs a value\n');
    expect(run('--help')).toContain('--read-replica');
  });
});
