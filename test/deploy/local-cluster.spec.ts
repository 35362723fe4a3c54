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

  it('says where to click, and what it names answers with a model that the trainer made', async () => {
    const links = [...cluster.output().matchAll(/http:\S+/g)].map(([url]) => url);
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const url of links.filter((one) => one.startsWith(cluster.url)))
      expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    const { headers } = await get('/filmes/1/recomendacoes').expect(200);
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
        const answer = await fetch(`http://127.0.0.1:${port}/filmes/7/recomendacoes`);
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

  it('loses no request when a replica is killed, and starts it again', async () => {
    const victim = cluster.pidOf('api-1');
    const statuses: number[] = [];
    let over = false;
    const asking = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!over) statuses.push((await get('/filmes/3/recomendacoes')).status);
      }),
    );
    await until('50 answers', () => statuses.length >= 50);
    process.kill(victim, 'SIGKILL');
    const asked = statuses.length;
    await until(
      'another replica, and 100 answers more',
      () => statuses.length >= asked + 100 && cluster.pidOf('api-1') !== victim,
    );
    over = true;
    await asking;
    expect(new Set(statuses)).toEqual(new Set([200]));
    const back = `http://127.0.0.1:${cluster.replicas[0]}/saude/pronta`;
    await until('the new replica', async () => (await fetch(back).catch(() => null))?.ok === true);
  }, 240_000);

  it('tells addresses of clients to the replicas, and answers in their form when a body is too large', async () => {
    const large = await request(cluster.url)
      .post('/usuarios')
      .set('Connection', 'close')
      .set('Content-Type', 'application/json')
      .send(`"${'x'.repeat(21 * 1024 * 1024)}"`);
    expect(large.status).toBe(413);
    expect(large.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(large.text)).toMatchObject({ status: 413, title: 'Corpo grande demais' });
    await get('/metrics').expect(404);
  });

  it('stops at Ctrl-C and leaves nothing behind', async () => {
    const pids = ['api-1', 'api-2', 'trainer', 'nginx'].map((part) => cluster.pidOf(part));
    expect(await cluster.stop()).toBe(130);
    expect(cluster.isGone()).toBe(true);
    for (const pid of some(pids)) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(fetch(cluster.url)).rejects.toThrow();
  }, 60_000);

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
