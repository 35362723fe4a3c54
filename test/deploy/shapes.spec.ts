import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { readSettings } from '../../src/config/settings';
import { withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { startProgram } from '../support/program';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';

const root = projectRoot();
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  image: string;
  command?: string[];
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  environment?: Record<string, string | number>;
  env_file?: string;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

interface Container {
  command: string[];
  envFrom: Record<string, { name: string }>[];
  ports?: { name: string; containerPort: number }[];
  securityContext: Record<string, unknown>;
  resources: { requests: object; limits: object };
  [probe: `${string}Probe`]: { httpGet: { path: string; port: string } } | undefined;
}

interface Manifest {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  resources?: string[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  spec: any;
}

const compose = parse(text('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const kubernetes = readdirSync(join(root, 'deploy/kubernetes')).flatMap((file) =>
  parseAllDocuments(text(`deploy/kubernetes/${file}`)).map((document) => document.toJS() as Manifest),
);
const ofKind = (kind: string): Manifest[] => kubernetes.filter((manifest) => manifest.kind === kind);
const [deployment] = ofKind('Deployment');
const [cron] = ofKind('CronJob');
const podOf = (manifest: Manifest) => (manifest.spec.jobTemplate?.spec ?? manifest.spec).template.spec;
const containers = [deployment, cron].map((manifest) => podOf(manifest).containers[0] as Container);

/** What every variable is called: .env.example, which another test holds against the settings. */
const variables = new Set(text('.env.example').match(/^[A-Z_]+(?==)/gm));
const port = /^ENV PORT=(\d+)$/m.exec(text('Dockerfile'))?.[1];

/** `node dist/src/cli.js treinar` is a file that the build makes and a command that it knows. */
async function isRunnable([program, script, ...words]: readonly string[]): Promise<void> {
  expect(program).toBe('node');
  expect(existsSync(join(root, script.replace(/^dist/, 'dist-test')))).toBe(true);
  if (!script.endsWith('cli.js')) return;
  const help = startProgram('cli.js', ['--help'], {});
  await help.ended;
  expect(help.output()).toMatch(new RegExp(`^ {2}${words[0]}\\b`, 'm'));
}

withSqlite('compose.yaml and deploy/kubernetes', (_, create) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('start commands that exist', async () => {
    const commands = [
      ...Object.values(compose.services).flatMap(({ image, command }) =>
        image === 'centroide' && command ? [command] : [],
      ),
      ...containers.map(({ command }) => command),
    ];
    expect(commands.map((words) => words.slice(1).join(' ')).sort()).toEqual([
      'dist/src/cli.js treinador',
      'dist/src/cli.js treinar',
      'dist/src/main.js',
    ]);
    for (const command of commands) await isRunnable(command);
  });

  it('set variables that exist, to values that they take', () => {
    const example = parseEnv(text('deploy/compose.env.example')) as Record<string, string>;
    const given = [
      ...Object.values(compose.services).flatMap(({ image, environment }) =>
        image === 'centroide' && environment ? [environment] : [],
      ),
      Object.fromEntries(Object.entries(example).filter(([name]) => !name.startsWith('POSTGRES_'))),
      ...[...ofKind('ConfigMap'), ...ofKind('Secret')].map(({ data, stringData }) => data ?? stringData ?? {}),
    ];
    expect(given).toHaveLength(5);
    for (const environment of some(given)) {
      for (const name of Object.keys(environment)) expect(variables).toContain(name);
      readSettings(Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])));
    }
    const url = new URL(example.DATABASE_URL);
    expect([url.username, url.password, url.pathname.slice(1)]).toEqual([
      example.POSTGRES_USER,
      example.POSTGRES_PASSWORD,
      example.POSTGRES_DB,
    ]);
    expect(Object.keys(compose.services)).toContain(url.hostname);
  });

  it('probe paths that answer, on the port that the image listens on', async () => {
    const [api] = containers;
    const probes = (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).map((name) => api[name]!.httpGet);
    expect(probes.map(({ path }) => path)).toEqual(['/saude/viva', '/saude/viva', '/saude/pronta']);
    for (const { path } of probes) expect([path, (await fetch(server.url + path)).status]).toEqual([path, 200]);
    const metricsPort = Number(ofKind('ConfigMap')[0].data!.METRICS_PORT);
    expect(api.ports).toEqual([
      { name: 'http', containerPort: Number(port) },
      { name: 'metrics', containerPort: metricsPort },
    ]);
    expect(new Set(probes.map((probe) => probe.port))).toEqual(new Set(['http']));
    const { environment } = compose.services.nginx;
    const upstream = [...String(environment!.CENTROIDE_SERVERS).matchAll(/server ([\w-]+):(\d+);/g)];
    expect(upstream.map(([, host]) => host)).toEqual(
      Object.keys(compose.services).filter((name) => name.startsWith('api-')),
    );
    for (const [, , target] of some(upstream)) expect(target).toBe(port);
    expect(compose.services.nginx.ports).toEqual([`127.0.0.1:8000:${String(environment!.CENTROIDE_LISTEN)}`]);
  });

  it('run as somebody else than root, on a file system that is read only, with nothing that can be left out', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.read_only, service.cap_drop]).toEqual([name, true, ['ALL']]);
      if (!service.image.includes('unprivileged')) expect(['node', 'postgres']).toContain(service.user);
    }
    for (const manifest of [deployment, cron])
      expect(podOf(manifest).securityContext).toMatchObject({ runAsNonRoot: true });
    for (const { securityContext, resources } of some(containers)) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(Object.keys(resources)).toEqual(['requests', 'limits']);
    }
  });

  it('fit together', () => {
    const [kustomization] = ofKind('Kustomization');
    const files = readdirSync(join(root, 'deploy/kubernetes')).filter((file) => file !== 'kustomization.yaml');
    expect([...kustomization.resources!].sort()).toEqual(files.sort());
    const labels = deployment.spec.template.metadata.labels as object;
    for (const manifest of [...ofKind('Service'), ...ofKind('PodDisruptionBudget')])
      expect(manifest.spec.selector.matchLabels ?? manifest.spec.selector).toEqual(labels);
    expect(ofKind('HorizontalPodAutoscaler')[0].spec.scaleTargetRef.name).toBe(deployment.metadata.name);
    const [ingress] = ofKind('Ingress');
    expect(ingress.spec.rules[0].http.paths[0].backend.service.name).toBe(ofKind('Service')[0].metadata.name);
    const names = [...ofKind('ConfigMap'), ...ofKind('Secret')].map(({ metadata }) => metadata.name);
    for (const { envFrom } of some(containers))
      for (const source of some(envFrom)) expect(names).toContain(Object.values(source)[0].name);
    for (const service of Object.values(compose.services))
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(other);
  });
});
