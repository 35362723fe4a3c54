import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { readSettings } from '../../src/config/settings';
import { projectRoot } from '../support/project-root';
import { describeWith, helm } from '../support/requirements';
import { some } from '../support/some';

const run = promisify(execFile);
const root = projectRoot();
const chart = join(root, 'deploy/helm/centroide');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Container {
  image: string;
  envFrom: object[];
  ports?: { name: string; containerPort: number }[];
  volumeMounts: object[];
}

interface Manifest {
  kind: string;
  metadata: { name: string; labels?: object };
  data?: Record<string, string>;
  // oxlint-disable-next-line typescript/no-explicit-any
  spec: any;
}

/** By kind and name. */
type Manifests = Record<string, Manifest>;

function manifestsIn(yaml: string): Manifests {
  const all = parseAllDocuments(yaml).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
  return Object.fromEntries(all.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));
}

/** What kustomize makes of deploy/kubernetes, but for the namespace, which Helm is told by an option. */
function kustomized(): Manifests {
  const { resources, images } = parse(text('deploy/kubernetes/kustomization.yaml')) as {
    resources: string[];
    images: { name: string; newTag: string }[];
  };
  const files = resources.filter((file) => file !== 'namespace.yaml');
  const manifests = manifestsIn(files.map((file) => text(`deploy/kubernetes/${file}`)).join('\n---\n'));
  for (const container of containersOf(manifests)) {
    const { name, newTag } = images.find((image) => image.name === container.image)!;
    container.image = `${name}:${newTag}`;
  }
  return manifests;
}

function containersOf(manifests: Manifests): Container[] {
  const deployments = Object.values(manifests).filter(({ kind }) => kind === 'Deployment');
  return deployments.flatMap(({ spec }) => spec.template.spec.containers as Container[]);
}

describe('the Helm chart', () => {
  it('is of the version that this is', () => {
    const { version } = JSON.parse(text('package.json')) as { version: string };
    expect(parse(text('deploy/helm/centroide/Chart.yaml'))).toMatchObject({ version, appVersion: version });
  });

  it('has the settings and the sizes of deploy/kubernetes for its own', () => {
    const values = parse(text('deploy/helm/centroide/values.yaml')) as {
      settings: object;
      api: { resources: object };
      trainer: { resources: object };
    };
    const manifests = kustomized();
    const [api, trainer] = containersOf(manifests) as (Container & { resources: object })[];
    expect(values.settings).toEqual(manifests['ConfigMap centroide'].data);
    expect(values.api.resources).toEqual(api.resources);
    expect(values.trainer.resources).toEqual(trainer.resources);
  });
});

describeWith(helm, 'the Helm chart, rendered', () => {
  const template = async (release: string, ...words: string[]): Promise<Manifests> =>
    manifestsIn((await run(helm.path, ['template', release, chart, ...words])).stdout);
  const render = (...settings: string[]) => template('centroide', ...settings.flatMap((one) => ['--set', one]));
  const refusal = (...settings: string[]): Promise<string> =>
    render(...settings).then(
      () => 'taken',
      (error: unknown) => (error as { stderr: string }).stderr,
    );

  it('has nothing that helm lint would mend', async () => {
    const { stdout } = await run(helm.path, ['lint', '--strict', chart]);
    expect(stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
  });

  it('says what deploy/kubernetes says, and nothing else', async () => {
    const rendered = await render('ingress.host=centroide.example.com', 'networkPolicy.wholeNamespace=true');
    for (const manifest of some(Object.values(rendered))) {
      // What Helm finds its own by, and what starts pods anew with other settings.
      expect(manifest.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'Helm' });
      delete manifest.metadata.labels;
      if (manifest.kind !== 'Deployment') continue;
      const { annotations, ...metadata } = manifest.spec.template.metadata as { annotations: object };
      expect(Object.keys(annotations)).toEqual(['checksum/config']);
      manifest.spec.template.metadata = metadata;
    }
    expect(rendered).toEqual(kustomized());
  });

  it('leaves other pods of the namespace alone, and makes no Ingress without a host', async () => {
    const rendered = await render();
    expect(rendered['NetworkPolicy centroide-nothing'].spec).toEqual({
      podSelector: {
        matchExpressions: [{ key: 'app', operator: 'In', values: ['centroide-api', 'centroide-trainer'] }],
      },
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(Object.keys(rendered).filter((name) => name.startsWith('Ingress '))).toEqual([]);
  });

  it('stands twice in one namespace, each with what is its own', async () => {
    const [one, other] = [await template('cinema'), await template('loja-centroide')];
    expect(Object.keys(one).sort()).toEqual([
      'ConfigMap cinema-centroide',
      'Deployment cinema-centroide-api',
      'Deployment cinema-centroide-trainer',
      'HorizontalPodAutoscaler cinema-centroide-api',
      'NetworkPolicy cinema-centroide-api',
      'NetworkPolicy cinema-centroide-nothing',
      'NetworkPolicy cinema-centroide-out',
      'PodDisruptionBudget cinema-centroide-api',
      'Service cinema-centroide-api',
    ]);
    expect(Object.keys(other).filter((name) => name in one)).toEqual([]);
    expect(JSON.stringify(other)).not.toContain('cinema');
    expect(other['Service loja-centroide-api'].spec.selector).toEqual({ app: 'loja-centroide-api' });
  });

  it('takes an image by its digest, from another registry, with a secret for it', async () => {
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    const rendered = await render(
      ...['image.repository=registry.example/centroide', `image.digest=${digest}`, 'image.tag=latest'],
      'imagePullSecrets[0].name=registry',
    );
    const images = containersOf(rendered).map(({ image }) => image);
    expect(images).toEqual([`registry.example/centroide@${digest}`, `registry.example/centroide@${digest}`]);
    expect(rendered['Deployment centroide-api'].spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
    const tagged = await render('image.tag=0.1.0');
    expect(containersOf(tagged).map(({ image }) => image)).toEqual(['centroide:0.1.0', 'centroide:0.1.0']);
  });

  it('stands still at a number of replicas, and lets a node go that has the only one', async () => {
    const three = await render('api.autoscaling.enabled=false', 'api.replicas=3');
    expect(three['Deployment centroide-api'].spec.replicas).toBe(3);
    expect(three).not.toHaveProperty('HorizontalPodAutoscaler centroide-api');
    expect(three).toHaveProperty(['PodDisruptionBudget centroide-api']);
    const one = await render('api.autoscaling.enabled=false', 'api.replicas=1');
    expect(one).not.toHaveProperty(['PodDisruptionBudget centroide-api']);
  });

  it('is told of its secret, its settings and its sizes', async () => {
    const rendered = await render(
      ...['existingSecret=database', 'settings.RATE_LIMIT=1000000', 'settings.PUBLIC_READ=true'],
      ...['settings.SINAIS=curtiu=0.9\\,pulou=-0.4:sai', 'settings.METRICS_PORT=null'],
      ...['api.resources.limits.memory=3Gi', 'api.tmpSize=5Gi'],
    );
    const { data } = rendered['ConfigMap centroide'];
    expect(data).toMatchObject({ RATE_LIMIT: '1000000', PUBLIC_READ: 'true', SINAIS: 'curtiu=0.9,pulou=-0.4:sai' });
    expect(data).not.toHaveProperty('METRICS_PORT');
    expect(readSettings(data!)).toMatchObject({ rateLimit: 1_000_000, publicRead: 'true', trainer: 'external' });
    for (const { envFrom } of some(containersOf(rendered)))
      expect(envFrom).toEqual([{ configMapRef: { name: 'centroide' } }, { secretRef: { name: 'database' } }]);
    // Nothing listens there then, and nobody is let in.
    expect(containersOf(rendered)[0].ports).toEqual([{ name: 'http', containerPort: 8000 }]);
    expect(rendered['NetworkPolicy centroide-api'].spec.ingress).toHaveLength(1);
    const { containers, volumes } = rendered['Deployment centroide-api'].spec.template.spec;
    expect(containers[0].resources.limits).toEqual({ memory: '3Gi' });
    expect(volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '5Gi' } }]);
  });

  it('starts its pods anew when a setting changes', async () => {
    const sum = (manifests: Manifests) =>
      manifests['Deployment centroide-api'].spec.template.metadata.annotations['checksum/config'] as string;
    const before = sum(await render());
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(sum(await render('api.replicas=5'))).toBe(before);
    expect(sum(await render('settings.RATE_LIMIT=900'))).not.toBe(before);
  });

  it('is served under a path, with a certificate, by a controller of some class', async () => {
    const { spec } = (
      await render(
        ...['ingress.host=example.com', 'ingress.className=traefik', 'ingress.tlsSecret=example-tls'],
        'settings.BASE_PATH=/cinema',
      )
    )['Ingress centroide'];
    expect(spec).toMatchObject({
      ingressClassName: 'traefik',
      tls: [{ secretName: 'example-tls', hosts: ['example.com'] }],
      rules: [{ host: 'example.com', http: { paths: [{ path: '/cinema', pathType: 'Prefix' }] } }],
    });
  });

  it('mounts files of an authority in both pods, and lets traces out', async () => {
    const rendered = await render(
      ...['volumes[0].name=authority', 'volumes[0].configMap.name=postgres-authority'],
      ...['volumeMounts[0].name=authority', 'volumeMounts[0].mountPath=/etc/authority'],
      'networkPolicy.egress[0].ports[0].port=4318',
    );
    const mounted = { name: 'authority', mountPath: '/etc/authority' };
    for (const { volumeMounts } of some(containersOf(rendered)))
      expect(volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }, mounted]);
    for (const app of ['api', 'trainer'])
      expect(rendered[`Deployment centroide-${app}`].spec.template.spec.volumes).toContainEqual({
        name: 'authority',
        configMap: { name: 'postgres-authority' },
      });
    expect(rendered['NetworkPolicy centroide-out'].spec.egress.at(-1)).toEqual({ ports: [{ port: 4318 }] });
  });

  it('refuses a password among the settings, and values that it does not know', async () => {
    expect(await refusal('settings.DATABASE_URL=postgres://a:b@c/d')).toContain(
      'settings.DATABASE_URL: it is not for everybody to read; put it into the secret that existingSecret names, centroide',
    );
    expect(await refusal('api.replica=3')).toMatch(/replica\b.*not allowed/);
    expect(await refusal('image.digest=latest')).toContain('latest');
    expect(await refusal('existingSecret=')).toContain('existingSecret');
  });
});
