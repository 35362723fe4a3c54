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
  mem_limit?: string;
  pids_limit?: number;
  tmpfs?: string | string[];
  stop_grace_period?: string;
}

interface Container {
  command: string[];
  envFrom: Record<string, { name: string }>[];
  ports?: { name: string; containerPort: number }[];
  lifecycle?: { preStop: { exec: { command: string[] } } };
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
  images?: object[];
  // oxlint-disable-next-line typescript/no-explicit-any
  spec: any;
}

const compose = parse(text('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const kubernetes = readdirSync(join(root, 'deploy/kubernetes')).flatMap((file) =>
  parseAllDocuments(text(`deploy/kubernetes/${file}`)).map((document) => document.toJS() as Manifest),
);
const ofKind = (kind: string): Manifest[] => kubernetes.filter((manifest) => manifest.kind === kind);
const [deployment, trainer] = ofKind('Deployment');
const podOf = (manifest: Manifest) => manifest.spec.template.spec;
const containers = [deployment, trainer].map((manifest) => podOf(manifest).containers[0] as Container);

/** Of a size such as 256m or 4g. */
const megabytes = (size: string): number => parseInt(size) * (size.endsWith('g') ? 1024 : 1);

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
      'dist/src/cli.js treinador',
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
    const upstream = [
      ...String(environment!.CENTROIDE_SERVERS).matchAll(/server ([\w-]+):(\d+) resolve max_fails=0;/g),
    ];
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
    for (const manifest of [deployment, trainer])
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
    // Not the example of the secret: applied, it would take the place of the real one.
    const left = ['kustomization.yaml', 'secret.example.yaml'];
    const files = readdirSync(join(root, 'deploy/kubernetes')).filter((file) => !left.includes(file));
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

  it('hold what they are given: memory, processes, and the time that an end takes', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
      expect([name, typeof service.pids_limit]).toEqual([name, 'number']);
      // What lies on a tmpfs counts as memory: never more than half of it.
      const inMemory = [service.tmpfs ?? []].flat().filter((mount) => mount.startsWith('/tmp:'));
      for (const mount of inMemory)
        expect(megabytes(mount.split('size=')[1])).toBeLessThanOrEqual(megabytes(service.mem_limit!) / 2);
    }
    for (const name of ['api-1', 'api-2']) {
      expect([compose.services[name].tmpfs, compose.services[name].volumes]).toEqual([undefined, ['/tmp']]);
      expect(parseInt(compose.services[name].stop_grace_period!)).toBeGreaterThanOrEqual(15);
    }
    const [api] = containers;
    const preStop = api.lifecycle!.preStop.exec.command;
    expect(preStop[0]).toBe('sleep');
    // The server takes up to ten seconds of its own, and a job five before.
    expect(podOf(deployment).terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(preStop[1]) + 15);
    for (const { resources } of containers)
      expect(resources.limits).toEqual({ memory: expect.stringMatching(/^\d+[GM]i$/) });
  });

  it('train with one process that hears what is asked for', () => {
    expect(trainer.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(ofKind('CronJob')).toEqual([]);
    expect(ofKind('ConfigMap')[0].data).toMatchObject({ TRAINER: 'external' });
  });

  it('let in the ingress controller and Prometheus, and out to names and PostgreSQL, and nothing else', () => {
    const policies = ofKind('NetworkPolicy').map(({ spec }) => spec as { podSelector: object; policyTypes: string[] });
    expect(policies[0]).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const [, ingress, egress] = ofKind('NetworkPolicy').map(({ spec }) => spec);
    expect(ingress.podSelector.matchLabels).toEqual(deployment.spec.template.metadata.labels);
    const [api] = containers;
    expect(ingress.ingress.map((rule: { ports: { port: string }[] }) => rule.ports[0].port)).toEqual(
      api.ports!.map(({ name }) => name),
    );
    for (const rule of ingress.ingress) expect(rule.from[0].namespaceSelector.matchLabels).toBeDefined();
    expect(egress.podSelector.matchExpressions[0].values).toEqual(
      [deployment, trainer].map((manifest) => manifest.spec.template.metadata.labels.app),
    );
    // The figures have a port that neither the Service nor the Ingress names.
    expect(ofKind('Service')[0].spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
    expect(ofKind('ConfigMap')[0].data!.METRICS_PORT).toBe(
      String(api.ports!.find(({ name }) => name === 'metrics')!.containerPort),
    );
  });

  it('look names up again when a container is replaced, and forget no replica', () => {
    const { environment, image } = compose.services.nginx;
    expect(environment!.CENTROIDE_RESOLVER).toBe('resolver 127.0.0.11 valid=2s ipv6=off;');
    // `resolve` came with 1.27.3.
    expect(/:(\d+)\.(\d+)/.exec(image)!.slice(1).map(Number)).toEqual([1, expect.any(Number)]);
    expect(Number(/:1\.(\d+)/.exec(image)![1])).toBeGreaterThanOrEqual(28);
    const used = new Set(text('deploy/nginx/nginx.conf.template').match(/(?<=\$\{)CENTROIDE_\w+(?=\})/g));
    expect([...used].sort()).toEqual(
      Object.keys(environment!)
        .filter((name) => name.startsWith('CENTROIDE_'))
        .sort(),
    );
  });

  it('run the version that this is, and images of others by version and digest, unless others are named', () => {
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(ofKind('Kustomization')[0].images).toEqual([{ name: 'centroide', newTag: version }]);
    for (const [name, { image }] of Object.entries(compose.services))
      if (image !== 'centroide')
        expect([name, image]).toEqual([
          name,
          expect.stringMatching(/^\$\{[A-Z]+_IMAGE:-[a-z/-]+:[\d.]+\d(-alpine)?@sha256:[\da-f]{64}\}$/),
        ]);
    const bases = text('Dockerfile').match(/(?<=^FROM ).*/gm)!;
    const { version: node } = /^node:(?<version>\d+\.\d+\.\d+)-bookworm@/.exec(bases[0])!.groups!;
    expect(bases).toEqual([
      expect.stringMatching(/@sha256:[\da-f]{64} AS build$/),
      expect.stringMatching(`^node:${node}-bookworm-slim@sha256:[\\da-f]{64}$`),
    ]);
  });

  it('tell @scarf/scarf to send nothing, on every npm', () => {
    expect(JSON.parse(text('package.json'))).toMatchObject({
      allowScripts: { '@scarf/scarf': false },
      scarfSettings: { enabled: false },
    });
    const [build] = text('Dockerfile').split(/^FROM .*-slim@.*$/m);
    expect(build.indexOf('ENV SCARF_ANALYTICS=false')).toBeLessThan(build.indexOf('RUN npm ci'));
    expect(build).toContain('ENV SCARF_ANALYTICS=false');
    expect(text('.ci/run')).toMatch(/^export .*SCARF_ANALYTICS=false/m);
  });
});
