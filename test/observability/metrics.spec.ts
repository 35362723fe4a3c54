import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { MetricsServer } from '../../src/observability/metrics-server';
import { eachDatabase, withSqlite } from '../support/databases';
import { clientOf } from '../support/client';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { projectRoot } from '../support/project-root';
import { databaseUrl, freePort, startProgram } from '../support/program';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';

/** Series by name, with its labels as they are written. */
type Series = ReadonlyMap<string, readonly { labels: string; value: number }[]>;

async function scrape(server: TestServer): Promise<Series> {
  const { text, headers } = await request(server.url).get('/metrics').set('Accept-Encoding', 'gzip').expect(200);
  expect(headers['content-type']).toContain('text/plain');
  expect(headers['content-encoding']).toBeUndefined();
  const series = new Map<string, { labels: string; value: number }[]>();
  for (const [, name, labels = '', value] of text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm))
    series.set(name, [...(series.get(name) ?? []), { labels, value: Number(value) }]);
  return series;
}

/** The names of the series in a PromQL expression: what is left without strings, labels to group by, durations. */
function seriesIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without) *\([^)]*\)/g, ' ');
  return (bare.match(/\b[a-z]\w*\b(?! *\()/g) ?? []).filter((word) => word.includes('_'));
}

function expressionsOfDashboard(): string[] {
  const text = readFileSync(join(projectRoot(), 'deploy/grafana/centroide.json'), 'utf8');
  const { panels } = JSON.parse(text) as { panels: { targets?: { expr: string }[] }[] };
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

function expressionsOfAlerts(): string[] {
  const text = readFileSync(join(projectRoot(), 'deploy/prometheus/alerts.yml'), 'utf8');
  return [...text.matchAll(/^ +expr: (?:\|\n)?([^]*?)\n +(?:for|labels):/gm)].map(([, expr]) => expr);
}

eachDatabase('the metrics', (_, create) => {
  let server: TestServer;
  const sum = (series: Series, name: string, ...labels: string[]) =>
    (series.get(name) ?? [])
      .filter((one) => labels.every((label) => one.labels.includes(label)))
      .reduce((total, { value }) => total + value, 0);

  beforeAll(async () => {
    server = await startServer(await create());
    const users = Array.from({ length: 60 }, (_, n) => n + 1);
    const films = Array.from({ length: 40 }, (_, n) => n + 1);
    await addUsers(server.database, users);
    await addFilms(
      server.database,
      films.map((id) => ({ id, titulo: `Filme ${id}`, genero: 'drama' })),
    );
    // Each likes one half of the films: enough to measure how well a model finds out which.
    await addRatings(
      server.database,
      users.flatMap((user) =>
        films.slice(0, 12).map((n) => [user, 1 + ((7 * user + 3 * n) % 40), 1 + 4 * ((user + n) % 2)] as const),
      ),
    );
    await server.train();
    await clientOf(() => server)
      .post(
        '/eventos',
        ['mostrado', 'visto', 'quer_ver', 'assistiu'].map((tipo) => ({ usuario_id: 1, filme_id: 1, tipo })),
      )
      .expect(200);
  });
  afterAll(() => server.close());

  it('count requests by route pattern, whatever the addresses, and recommendations by origin', async () => {
    const before = await scrape(server);
    for (const id of [1, 2, 3]) await request(server.url).get(`/filmes/${id}/recomendacoes`).expect(200);
    for (const path of ['/x/1', '/x/2', '/x/ana@example.org']) await request(server.url).get(path).expect(404);
    const after = await scrape(server);
    const more = (name: string, ...labels: string[]) => sum(after, name, ...labels) - sum(before, name, ...labels);
    const count = 'http_request_duration_seconds_count';
    expect(more(count, 'route="/filmes/:usuario_id/recomendacoes"', 'status="200"', 'method="GET"')).toBe(3);
    expect(more(count, 'route="(nenhuma)"', 'status="404"')).toBe(3);
    expect(more('centroide_recommendations_total', 'origin="modelo"')).toBe(3);
    expect(JSON.stringify([...after])).not.toContain('ana');
  });

  it('tell rows, the model and its training', async () => {
    const series = await scrape(server);
    expect(sum(series, 'centroide_rows', 'usuarios')).toBe(60);
    expect(sum(series, 'centroide_rows', 'avaliacoes')).toBe(720);
    expect(sum(series, 'centroide_rows', 'eventos')).toBe(4);
    // Of two of them nothing is learned.
    expect(sum(series, 'centroide_model_ratings_since')).toBe(2);
    expect(sum(series, 'centroide_model_version')).toBe(1);
    expect(sum(series, 'centroide_training_state', 'concluido')).toBe(1);
    expect(sum(series, 'centroide_training_state', 'falhou')).toBe(0);
    expect(sum(series, 'centroide_database_up')).toBe(1);
    expect(series.get('centroide_database_pool_connections')?.length).toBe(
      server.database.dialect.name === 'postgres' ? 3 : undefined,
    );
  });

  it('have every series that the dashboard and the alerts use', async () => {
    const expressions = [...expressionsOfDashboard(), ...expressionsOfAlerts()];
    expect(expressions.length).toBeGreaterThan(30);
    const used = new Set(expressions.flatMap(seriesIn));
    expect(used.size).toBeGreaterThan(18);
    const series = await scrape(server);
    // There is no pool on SQLite, and drift is told once it has been measured.
    const optional = server.database.dialect.name === 'sqlite' ? /_pool_|_drift_/ : /_drift_/;
    const missing = [...used].filter((name) => !series.has(name) && !optional.test(name));
    expect(missing).toEqual([]);
  });
});

withSqlite('the metrics, as an address', (_, create) => {
  let server: TestServer;
  afterEach(() => server.close());
  const statusOf = async (url: string, path: string) => (await fetch(url + path)).status;
  /** All that a proxy may let pass for something else. */
  const otherwise = ['/metrics/', '/METRICS', '/Metrics', '/metrics/x', '//metrics', '/%6detrics'];

  it('are /metrics and nothing else', async () => {
    server = await startServer(await create());
    expect(await statusOf(server.url, '/metrics')).toBe(200);
    for (const path of some(otherwise)) expect([path, await statusOf(server.url, path)]).toEqual([path, 404]);
  });

  it('are on METRICS_PORT alone where there is one', async () => {
    server = await startServer(await create(), { metricsPort: 0 });
    for (const path of ['/metrics', ...otherwise])
      expect([path, await statusOf(server.url, path)]).toEqual([path, 404]);
    const alone = `http://127.0.0.1:${server.app.get(MetricsServer).port}`;
    const answer = await fetch(`${alone}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toContain('\ncentroide_database_up 1\n');
    for (const path of [...otherwise, '/filmes', '/usuarios', '/metrics?x'])
      expect([path, await statusOf(alone, path)]).toEqual([path, 404]);
    expect((await fetch(`${alone}/metrics`, { method: 'POST' })).status).toBe(405);
    await server.close();
    await expect(fetch(`${alone}/metrics`)).rejects.toThrow();
    server = await startServer(await create());
  });

  it('say which of the two ports is taken', async () => {
    server = await startServer(await create());
    const taken = new URL(server.url).port;
    const program = startProgram(
      'main.js',
      [],
      {
        ...{ DATABASE_URL: databaseUrl(await create()), SEED: 'none', TRAINER: 'external' },
        ...{ PORT: String(await freePort()), METRICS_PORT: taken },
      },
      [],
      [1],
    );
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain(
      `A porta ${taken} já está em uso. Pare quem a usa, ou escolha outra com METRICS_PORT`,
    );
  });
});
