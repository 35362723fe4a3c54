import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { validateCronExpression } from 'cron';
import { cleanEnv, host, makeValidator, str } from 'envalid';
import { inBoth, say, type Text } from './language';
import { pathPrefix } from './path-prefix';
import { parseSignals, usualSignals, type Signals } from './signals';

/** Everything that can be configured, read once from the environment (`.env.example` lists it). */
export interface Settings {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The path under which a proxy serves all of it, `/cinema`; empty: none, or what the proxy says. */
  readonly basePath: string;
  /** Port of `/metrics` alone, 0 for a free one; null: it is on the same port as all else. */
  readonly metricsPort: number | null;
  /** Folder of what the server keeps beside a database elsewhere; an absolute path. */
  readonly dataDir: string;
  readonly database: DatabaseLocation;
  /** Where copies go of what an import is about to replace. */
  readonly copiesFolder: string;
  /** How the server uses PostgreSQL; without meaning on SQLite. */
  readonly postgres: PostgresUse;
  /** When to train again: a cron expression in local time. */
  readonly trainingCron: string;
  /** `embedded`: this server starts trainings as child processes. `external`: `centroide treinador` does. */
  readonly trainer: 'embedded' | 'external';
  /** What an empty database is filled with at start. */
  readonly seed: 'demo' | 'none';
  readonly logLevel: LogLevel;
  /** `auto`: for people on a terminal, JSON elsewhere. */
  readonly logFormat: LogFormat;
  /** Where log lines go when it is not standard output, on which `centroide mcp` speaks. Not of the environment. */
  readonly logTo?: 'stderr';
  /** Where OpenTelemetry traces are sent, by OTLP over HTTP; null for none. */
  readonly traceEndpoint: string | null;
  /** Where the first key of a new database goes: shown at the start, into a file of `dataDir`, or none is made. */
  readonly firstKey: (typeof firstKeyPlaces)[number];
  /** By what tokens of people are signed, 32 characters or more; null: by a secret that is kept in the database. */
  readonly tokenSecret: string | null;
  /** The key, or the token of a person, that `centroide mcp` speaks for; null: for whoever runs it. */
  readonly mcpKey: string | null;
  /** What may be read without a key; null: as the database began, see public-reading.ts. */
  readonly publicRead: PublicRead | null;
  /** The kinds of events that are taken, and what each says. */
  readonly signals: Signals;
  /** Whether webhooks may be of this machine and of private networks. */
  readonly webhookPrivate: boolean;
  /** Origins that browsers may call from; null for none, `*` for all. */
  readonly corsOrigin: readonly string[] | '*' | null;
  /** Origins that covers of films may be shown from. */
  readonly posterOrigins: readonly string[];
  /** Requests per minute of one address without a key; 0 is no limit. */
  readonly rateLimit: number;
  /** Requests per minute of one key; 0 is no limit. */
  readonly rateLimitOfKeys: number;
  /** How many proxies stand in front and tell the address of the client. */
  readonly trustedProxies: number;
  /** Largest file that can be uploaded, in bytes. */
  readonly uploadLimit: number;
  /** How long the body of a request may take to arrive, in milliseconds; of an upload, the longest pause. */
  readonly requestTimeout: number;
  /** What jobs find in their environment beside that of this process; left out: nothing. */
  readonly forJobs?: Readonly<Record<string, string>>;
}

export type DatabaseLocation = { dialect: 'sqlite'; file: string } | { dialect: 'postgres'; url: string };

interface PostgresUse {
  /** Most connections that one process holds, to each of its servers. */
  readonly poolSize: number;
  /** Longest that a statement of a request may run, in milliseconds; 0 is no limit. */
  readonly statementTimeout: number;
  /** A read replica, for reads that may be a moment old; null for none. */
  readonly readUrl: string | null;
}

const firstKeyPlaces = ['log', 'file', 'none'] as const;

const publicReads = ['true', 'catalogo', 'false'] as const;

/** What needs no key to be read: people's lists as well, the catalogue and the model alone, or nothing. */
export type PublicRead = (typeof publicReads)[number];

const logFormats = ['auto', 'json', 'pretty'] as const;
type LogFormat = (typeof logFormats)[number];

const logLevels = ['error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Injection token of the {@link Settings}. */
export const SETTINGS = Symbol('Settings');

/** The environment holds a value that cannot be used; the message says which, and what would do. */
export class InvalidSettings extends Error {}

/** In characters. */
const SHORTEST_SECRET = 32;
const LONGEST_SECRET = 1000;

const accepts = {
  HOST: { pt: 'um endereço IP ou um nome de host', en: 'an IP address or the name of a host' },
  PORT: { pt: 'um número inteiro de 0 a 65535', en: 'a whole number from 0 to 65535' },
  BASE_PATH: {
    pt: 'um caminho que começa com /, de letras, dígitos, -, _, . e ~, por exemplo /cinema',
    en: 'a path that begins with /, of letters, digits, -, _, . and ~, for example /cinema',
  },
  METRICS_PORT: {
    pt: 'um número inteiro de 0 a 65535, outro que o de PORT',
    en: 'a whole number from 0 to 65535, other than that of PORT',
  },
  DATA_DIR: { pt: 'uma pasta', en: 'a folder' },
  DATABASE_URL: {
    pt: 'sqlite:<arquivo> ou postgres://usuario:senha@host:porta/banco',
    en: 'sqlite:<file> or postgres://user:password@host:port/database',
  },
  DATABASE_POOL_SIZE: { pt: 'um número inteiro de 1 a 1000', en: 'a whole number from 1 to 1000' },
  DATABASE_STATEMENT_TIMEOUT: {
    pt: 'um número inteiro de 0 (sem limite) a 3600, em segundos',
    en: 'a whole number from 0 (no limit) to 3600, in seconds',
  },
  DATABASE_READ_URL: {
    pt: 'postgres://usuario:senha@host:porta/banco, junto com um DATABASE_URL que também é PostgreSQL',
    en: 'postgres://user:password@host:port/database, beside a DATABASE_URL that is PostgreSQL as well',
  },
  TRAINING_CRON: {
    pt: 'uma expressão cron, por exemplo "0 */6 * * *"',
    en: 'a cron expression, for example "0 */6 * * *"',
  },
  TRAINER: either('embedded', 'external'),
  SEED: either('demo', 'none'),
  LOG_LEVEL: inBoth(() => logLevels.join(', ')),
  LOG_FORMAT: inBoth(() => logFormats.join(', ')),
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    pt: 'um endereço http ou https, por exemplo http://localhost:4318',
    en: 'an http or https address, for example http://localhost:4318',
  },
  FIRST_KEY: either('log', 'file', 'none'),
  TOKEN_SECRET: {
    pt: `um texto de ${SHORTEST_SECRET} a ${LONGEST_SECRET} caracteres, por exemplo o de "openssl rand -base64 48"`,
    en: `a text of ${SHORTEST_SECRET} to ${LONGEST_SECRET} characters, for example that of "openssl rand -base64 48"`,
  },
  CENTROIDE_KEY: {
    pt: 'uma chave da API, ctd_…, ou o token de uma pessoa',
    en: 'a key of the API, ctd_…, or the token of a person',
  },
  PUBLIC_READ: either('true', 'catalogo', 'false'),
  SINAIS: {
    pt: 'tipo=preferência, de -1 a 1, separados por vírgula; com :sai, o filme sai das listas, por exemplo curtiu=0.9,viu_inteiro=0.5:sai',
    en: 'kind=preference, from -1 to 1, with commas between them; with :sai, the film leaves the lists, for example curtiu=0.9,viu_inteiro=0.5:sai',
  },
  WEBHOOK_PRIVATE: either('true', 'false'),
  CORS_ORIGIN: {
    pt: 'origens separadas por vírgula, por exemplo https://exemplo.com, ou *',
    en: 'origins with commas between them, for example https://example.com, or *',
  },
  POSTER_ORIGINS: {
    pt: 'origens separadas por vírgula, por exemplo https://image.tmdb.org',
    en: 'origins with commas between them, for example https://image.tmdb.org',
  },
  RATE_LIMIT: {
    pt: 'um número inteiro de 0 (sem limite) a 1000000',
    en: 'a whole number from 0 (no limit) to 1000000',
  },
  RATE_LIMIT_KEYS: {
    pt: 'um número inteiro de 0 (sem limite) a 1000000',
    en: 'a whole number from 0 (no limit) to 1000000',
  },
  TRUST_PROXY: { pt: 'um número inteiro de 0 a 10', en: 'a whole number from 0 to 10' },
  UPLOAD_LIMIT: { pt: 'um número inteiro de 1 a 100000, em MB', en: 'a whole number from 1 to 100000, in MB' },
  REQUEST_TIMEOUT: {
    pt: 'um número inteiro de 1 a 3600, em segundos',
    en: 'a whole number from 1 to 3600, in seconds',
  },
};

/** The name of a setting in the environment. */
export type Variable = keyof typeof accepts;

export const variables = Object.keys(accepts) as Variable[];

/** One of a few words. */
function either(...words: readonly string[]): Text {
  return inBoth(
    (language) => `${words.slice(0, -1).join(', ')} ${language === 'pt' ? 'ou' : 'or'} ${words.slice(-1).join('')}`,
  );
}

const listenPort = makeValidator((input) => {
  if (!/^\d{1,5}$/.test(input) || Number(input) > 65535) throw new Error();
  return Number(input);
});

const wholeNumber = (min: number, max: number) =>
  makeValidator((input) => {
    if (!/^\d{1,7}$/.test(input) || Number(input) < min || Number(input) > max) throw new Error();
    return Number(input);
  });

const prefix = makeValidator((input) => {
  const path = pathPrefix(input);
  if (path === null) throw new Error();
  return path;
});

const origins = makeValidator((input): readonly string[] | '*' => {
  const list = input.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  if (list.length === 1 && list[0] === '*') return '*';
  if (!list.every((origin) => /^https?:\/\/[^\s/*]+$/.test(origin))) throw new Error();
  return list;
});

/** They get into a header of the page. */
const plainOrigins = makeValidator((input): readonly string[] =>
  input.split(',').map((part) => {
    const origin = part.trim().replace(/\/$/, '');
    if (!/^https?:\/\/[\w.:[\]-]+$/.test(origin) || new URL(origin).origin !== origin) throw new Error();
    return origin;
  }),
);

const signals = makeValidator(parseSignals);

const secretText = makeValidator((input) => {
  if (input.length < SHORTEST_SECRET || input.length > LONGEST_SECRET) throw new Error();
  return input;
});

const keyText = makeValidator((input) => {
  if (!/^[\w.-]+$/.test(input)) throw new Error();
  return input;
});

const cronExpression = makeValidator((input) => {
  if (!validateCronExpression(input).valid) throw new Error();
  return input;
});

const databaseUrl = makeValidator((input) => {
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(input)) throw new Error();
  return input;
});

const postgresUrl = makeValidator((input) => {
  if (!/^postgres(ql)?:\/\/.+$/.test(input)) throw new Error();
  return input;
});

const httpUrl = makeValidator((input) => {
  if (!/^https?:$/.test(new URL(input).protocol)) throw new Error();
  return input.replace(/\/+$/, '');
});

/** Of these the value is not repeated: it is a secret, or may hold a password. */
const secrets: readonly string[] = [
  ...['DATABASE_URL', 'DATABASE_READ_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'TOKEN_SECRET', 'CENTROIDE_KEY'],
];

/**
 * Read and check the settings. nameOf: what whoever gave them calls them. Throws InvalidSettings naming the variable, its value
 * and what it takes.
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  nameOf: (variable: Variable) => string = (variable) => variable,
): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const env = cleanEnv(
    given,
    {
      HOST: host({ default: '127.0.0.1' }),
      PORT: listenPort({ default: 8000 }),
      BASE_PATH: prefix({ default: '' }),
      METRICS_PORT: listenPort({ default: undefined }),
      DATA_DIR: str({ default: './data' }),
      DATABASE_URL: databaseUrl({ default: undefined }),
      DATABASE_POOL_SIZE: wholeNumber(1, 1000)({ default: 10 }),
      DATABASE_STATEMENT_TIMEOUT: wholeNumber(0, 3600)({ default: 30 }),
      DATABASE_READ_URL: postgresUrl({ default: undefined }),
      TRAINING_CRON: cronExpression({ default: '0 */6 * * *' }),
      TRAINER: str({ choices: ['embedded', 'external'], default: 'embedded' }),
      SEED: str({ choices: ['demo', 'none'], default: 'demo' }),
      LOG_LEVEL: str({ choices: logLevels, default: 'log' }),
      LOG_FORMAT: str({ choices: logFormats, default: 'auto' }),
      OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl({ default: undefined }),
      FIRST_KEY: str({ choices: firstKeyPlaces, default: 'log' }),
      TOKEN_SECRET: secretText({ default: undefined }),
      CENTROIDE_KEY: keyText({ default: undefined }),
      PUBLIC_READ: str({ choices: publicReads, default: undefined }),
      SINAIS: signals({ default: usualSignals }),
      WEBHOOK_PRIVATE: str({ choices: ['true', 'false'], default: 'false' }),
      CORS_ORIGIN: origins({ default: undefined }),
      POSTER_ORIGINS: plainOrigins({ default: [] }),
      RATE_LIMIT: wholeNumber(0, 1_000_000)({ default: 600 }),
      RATE_LIMIT_KEYS: wholeNumber(0, 1_000_000)({ default: 6000 }),
      TRUST_PROXY: wholeNumber(0, 10)({ default: 0 }),
      UPLOAD_LIMIT: wholeNumber(1, 100_000)({ default: 1024 }),
      REQUEST_TIMEOUT: wholeNumber(1, 3600)({ default: 30 }),
    },
    {
      reporter: ({ errors }) => {
        const name = (Object.keys(errors) as Variable[]).at(0);
        if (!name) return;
        throw unusable(name, given[name], nameOf(name));
      },
    },
  );
  const database = locate(env.DATABASE_URL ?? `sqlite:${resolve(env.DATA_DIR, 'centroide.db')}`);
  if (env.DATABASE_READ_URL && database.dialect === 'sqlite')
    throw unusable('DATABASE_READ_URL', undefined, nameOf('DATABASE_READ_URL'));
  if (env.METRICS_PORT === env.PORT && env.PORT !== 0)
    throw unusable('METRICS_PORT', given.METRICS_PORT ?? '', nameOf('METRICS_PORT'));
  return {
    host: env.HOST,
    port: env.PORT,
    basePath: env.BASE_PATH,
    metricsPort: env.METRICS_PORT ?? null,
    dataDir: resolve(env.DATA_DIR),
    database,
    copiesFolder: copiesBeside(database, given.DATA_DIR ?? null, env.DATA_DIR),
    postgres: {
      poolSize: env.DATABASE_POOL_SIZE,
      statementTimeout: env.DATABASE_STATEMENT_TIMEOUT * 1000,
      readUrl: env.DATABASE_READ_URL ?? null,
    },
    trainingCron: env.TRAINING_CRON,
    trainer: env.TRAINER,
    seed: env.SEED,
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
    traceEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    firstKey: env.FIRST_KEY,
    tokenSecret: env.TOKEN_SECRET ?? null,
    mcpKey: env.CENTROIDE_KEY ?? null,
    publicRead: env.PUBLIC_READ ?? null,
    signals: env.SINAIS,
    webhookPrivate: env.WEBHOOK_PRIVATE === 'true',
    corsOrigin: env.CORS_ORIGIN ?? null,
    posterOrigins: env.POSTER_ORIGINS,
    rateLimit: env.RATE_LIMIT,
    rateLimitOfKeys: env.RATE_LIMIT_KEYS,
    trustedProxies: env.TRUST_PROXY,
    uploadLimit: env.UPLOAD_LIMIT * 1024 * 1024,
    requestTimeout: env.REQUEST_TIMEOUT * 1000,
  };
}

/** In the folder of the data; of a SQLite file that is elsewhere, unless a folder was given, beside it. */
function copiesBeside(database: DatabaseLocation, given: string | null, usual: string): string {
  return resolve(given ?? (database.dialect === 'sqlite' ? dirname(database.file) : usual), 'copias');
}

/** A value that cannot be used. as: what whoever gave it calls the variable. */
export function unusable(variable: Variable, given: string | undefined, as: string = variable): InvalidSettings {
  const value = secrets.includes(variable) ? say('o valor dado', 'the value that is given') : JSON.stringify(given);
  const { pt, en } = accepts[variable];
  return new InvalidSettings(
    say(`${as}: ${value} não serve; aceita ${pt}`, `${as}: ${value} will not do; it takes ${en}`),
  );
}

/** Complete the environment of this process by a `.env` file in the working folder. */
export function loadEnvironment(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** The settings of this process: its environment, completed. */
export function processSettings(): Settings {
  loadEnvironment();
  return readSettings(process.env);
}

/** The environment of a child process that is to work on the same database. */
export function childEnvironment({ database, forJobs }: Settings): NodeJS.ProcessEnv {
  const url = database.dialect === 'sqlite' ? `sqlite:${database.file}` : database.url;
  return { ...process.env, ...forJobs, DATABASE_URL: url };
}

/** What one long piece of work takes: its transaction, a snapshot to copy from, its signs of life. */
const FEWEST_CONNECTIONS = 3;

/** Those of a process whose work nobody waits for: a statement may take as long as it takes. */
export function withoutTimeouts(settings: Settings): Settings {
  const { postgres } = settings;
  const poolSize = Math.max(FEWEST_CONNECTIONS, postgres.poolSize);
  return { ...settings, postgres: { ...postgres, poolSize, statementTimeout: 0 } };
}

function locate(url: string): DatabaseLocation {
  return url.startsWith('sqlite:')
    ? { dialect: 'sqlite', file: resolve(url.slice('sqlite:'.length)) }
    : { dialect: 'postgres', url };
}
