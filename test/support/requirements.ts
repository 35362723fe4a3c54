import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { projectRoot } from './project-root';

/** Something outside the repository that a group of tests cannot do without. */
export interface Requirement {
  /** What is missing, as a reader of the skip message would call it. */
  readonly name: string;
  readonly available: boolean;
  /** How to make it available. */
  readonly hint: string;
  /** The gate may be without it, and counts the skipped test as allowed (.ci/run). */
  readonly spared?: true;
}

/**
 * `describe`, or one skipped test that says what it needs; the console says why. On a build server (`CI=true`) a missing
 * requirement throws instead, unless it may be spared, so that a green build means that the tests ran.
 */
export function describeWith(requirement: Requirement, title: string, body: () => void): void {
  if (requirement.available) {
    describe(title, body);
    return;
  }
  const reason = `${title}: needs ${requirement.name}. ${requirement.hint}`;
  if (process.env.CI === 'true' && !requirement.spared) {
    throw new Error(reason);
  }
  console.warn(`Skipped: ${reason}`);
  // Not describe.skip: that would still run the body, which may read what is missing.
  describe(title, () => {
    it.skip(`needs ${requirement.name}`, () => undefined);
  });
}

/** Folder of the data sets used for measuring only; they are never copied into the project. */
const dataFolder = resolve(process.env.CENTROIDE_DATA ?? join(projectRoot(), '..', 'shared', 'data'));

export const sharedData: Requirement & { readonly folder: string } = {
  name: 'the measuring data sets',
  available: existsSync(join(dataFolder, 'ml-latest-small', 'ratings.csv')),
  hint: `Put ml-latest-small/ under ${dataFolder}, or name its parent folder in CENTROIDE_DATA.`,
  folder: dataFolder,
};

const casesFolder = resolve(join(projectRoot(), '..', 'shared', 'cases'));

export const sharedCases: Requirement & { readonly folder: string } = {
  name: 'the inputs that people had',
  available: existsSync(join(casesFolder, 'README.md')),
  hint: `They lie in ${casesFolder}.`,
  folder: casesFolder,
};

export const postgres: Requirement & { readonly url: string } = {
  name: 'a PostgreSQL server',
  available: Boolean(process.env.TEST_POSTGRES_URL),
  hint: 'Set TEST_POSTGRES_URL to a database that the tests may empty.',
  url: process.env.TEST_POSTGRES_URL ?? '',
};

export const postgresPrograms: Requirement = {
  name: "PostgreSQL's own programs",
  available: existsSync('/usr/lib/postgresql'),
  hint: 'Install postgresql (Debian).',
};

export const openssl: Requirement = {
  name: 'openssl',
  available: existsSync('/usr/bin/openssl'),
  hint: 'Install openssl (Debian).',
};

export const faketime: Requirement & { readonly library: string } = {
  name: 'libfaketime',
  library: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketime.so.1`,
  get available() {
    return existsSync(this.library);
  },
  hint: 'Install libfaketime (Debian).',
};

export const compiler: Requirement = {
  name: 'a C compiler',
  available: existsSync('/usr/bin/cc'),
  hint: 'Install gcc (Debian).',
};

/** What Linux tells of itself. */
export const linux: Requirement = {
  name: 'Linux',
  available: process.platform === 'linux',
  hint: 'Elsewhere the program does without, too.',
};

const helmPath = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'helm'))
  .find((path) => existsSync(path));

export const helm: Requirement & { readonly path: string } = {
  name: 'Helm',
  available: helmPath !== undefined,
  hint: 'Put helm into a folder of PATH (it is in no package of Debian).',
  spared: true,
  path: helmPath ?? '',
};

export const nginx: Requirement = {
  name: 'nginx',
  available: existsSync('/usr/sbin/nginx'),
  hint: 'Install nginx (Debian).',
};

/** Where a script has what it brings from PyPI: a folder for each list of packages. */
function pythonFolder(script: string, list: string): string {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'centroide');
  const hash = createHash('sha256')
    .update(readFileSync(join(projectRoot(), list)))
    .digest('hex');
  return join(cache, `${script}-${hash.slice(0, 12)}`);
}

const clientFolder = pythonFolder('client-py', 'packages/client-py/requirements.txt');

export const pythonClients: Requirement & { readonly folder: string } = {
  name: 'the generator of Python clients',
  available: existsSync(join(clientFolder, 'ready')),
  hint: 'Run scripts/client-py --install.',
  folder: clientFolder,
};

const postgresJar = '/usr/share/java/postgresql.jar';

export const spark: Requirement & { readonly jar: string } = {
  name: 'Apache Spark, Java and the JDBC driver of PostgreSQL',
  available:
    existsSync(join(pythonFolder('spark', 'deploy/spark/requirements.txt'), 'ready')) &&
    existsSync('/usr/bin/java') &&
    existsSync(postgresJar),
  hint: 'Install default-jre-headless and libpostgresql-jdbc-java (Debian), and run scripts/spark --install.',
  jar: postgresJar,
};

/** Without the parts of a browser that nobody sees here a page costs a third of the processor; what draws it is the same. */
const chromiums = ['chromium-headless-shell', 'chromium'].map((name) => `/usr/bin/${name}`);
const chromiumPath = process.env.CHROMIUM_PATH ?? chromiums.find(existsSync) ?? chromiums[0];

export const chromium: Requirement & { readonly path: string } = {
  name: 'Chromium',
  available: existsSync(chromiumPath),
  hint: 'Install chromium-headless-shell or chromium, or set CHROMIUM_PATH to its executable.',
  path: chromiumPath,
};
