import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { validateCronExpression } from 'cron';
import { cleanEnv, host, makeValidator, str } from 'envalid';

/** Everything that can be configured, read once from the environment (`.env.example` lists it). */
export interface Settings {
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly database: DatabaseLocation;
  /** When to train again: a cron expression in local time. */
  readonly trainingCron: string;
  /** `embedded`: this server starts trainings as child processes. `external`: `centroide treinador` does. */
  readonly trainer: 'embedded' | 'external';
  /** What an empty database is filled with at start. */
  readonly seed: 'demo' | 'none';
  readonly logLevel: LogLevel;
  /** Whether reading needs no key. */
  readonly publicRead: boolean;
  /** Origins that browsers may call from; null for none, `*` for all. */
  readonly corsOrigin: readonly string[] | '*' | null;
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
}

export type DatabaseLocation = { dialect: 'sqlite'; file: string } | { dialect: 'postgres'; url: string };

const logLevels = ['error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Injection token of the {@link Settings}. */
export const SETTINGS = Symbol('Settings');

/** The environment holds a value that cannot be used; the message says which, and what would do. */
export class InvalidSettings extends Error {}

const accepts = {
  HOST: 'um endereço IP ou um nome de host',
  PORT: 'um número inteiro de 0 a 65535',
  DATA_DIR: 'uma pasta',
  DATABASE_URL: 'sqlite:<arquivo> ou postgres://usuario:senha@host:porta/banco',
  TRAINING_CRON: 'uma expressão cron, por exemplo "0 */6 * * *"',
  TRAINER: 'embedded ou external',
  SEED: 'demo ou none',
  LOG_LEVEL: logLevels.join(', '),
  PUBLIC_READ: 'true ou false',
  CORS_ORIGIN: 'origens separadas por vírgula, por exemplo https://exemplo.com, ou *',
  RATE_LIMIT: 'um número inteiro de 0 (sem limite) a 1000000',
  RATE_LIMIT_KEYS: 'um número inteiro de 0 (sem limite) a 1000000',
  TRUST_PROXY: 'um número inteiro de 0 a 10',
  UPLOAD_LIMIT: 'um número inteiro de 1 a 100000, em MB',
  REQUEST_TIMEOUT: 'um número inteiro de 1 a 3600, em segundos',
};

const listenPort = makeValidator((input) => {
  if (!/^\d{1,5}$/.test(input) || Number(input) > 65535) throw new Error();
  return Number(input);
});

const wholeNumber = (min: number, max: number) =>
  makeValidator((input) => {
    if (!/^\d{1,7}$/.test(input) || Number(input) < min || Number(input) > max) throw new Error();
    return Number(input);
  });

const origins = makeValidator((input): readonly string[] | '*' => {
  const list = input.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  if (list.length === 1 && list[0] === '*') return '*';
  if (!list.every((origin) => /^https?:\/\/[^\s/*]+$/.test(origin))) throw new Error();
  return list;
});

const cronExpression = makeValidator((input) => {
  if (!validateCronExpression(input).valid) throw new Error();
  return input;
});

const databaseUrl = makeValidator((input) => {
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(input)) throw new Error();
  return input;
});

/** Read and check the settings. Throws InvalidSettings naming the variable, its value and what it takes. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const env = cleanEnv(
    given,
    {
      HOST: host({ default: '127.0.0.1' }),
      PORT: listenPort({ default: 8000 }),
      DATA_DIR: str({ default: './data' }),
      DATABASE_URL: databaseUrl({ default: undefined }),
      TRAINING_CRON: cronExpression({ default: '0 */6 * * *' }),
      TRAINER: str({ choices: ['embedded', 'external'], default: 'embedded' }),
      SEED: str({ choices: ['demo', 'none'], default: 'demo' }),
      LOG_LEVEL: str({ choices: logLevels, default: 'log' }),
      PUBLIC_READ: str({ choices: ['true', 'false'], default: 'true' }),
      CORS_ORIGIN: origins({ default: undefined }),
      RATE_LIMIT: wholeNumber(0, 1_000_000)({ default: 600 }),
      RATE_LIMIT_KEYS: wholeNumber(0, 1_000_000)({ default: 6000 }),
      TRUST_PROXY: wholeNumber(0, 10)({ default: 0 }),
      UPLOAD_LIMIT: wholeNumber(1, 100_000)({ default: 1024 }),
      REQUEST_TIMEOUT: wholeNumber(1, 3600)({ default: 30 }),
    },
    {
      reporter: ({ errors }) => {
        const name = (Object.keys(errors) as (keyof typeof accepts)[]).at(0);
        if (!name) return;
        // A database URL may hold a password: it is the one value that is not repeated.
        const value = name === 'DATABASE_URL' ? 'o valor dado' : JSON.stringify(given[name]);
        throw new InvalidSettings(`${name}: ${value} não serve; aceita ${accepts[name]}`);
      },
    },
  );
  return {
    host: env.HOST,
    port: env.PORT,
    database: locate(env.DATABASE_URL ?? `sqlite:${resolve(env.DATA_DIR, 'centroide.db')}`),
    trainingCron: env.TRAINING_CRON,
    trainer: env.TRAINER,
    seed: env.SEED,
    logLevel: env.LOG_LEVEL,
    publicRead: env.PUBLIC_READ === 'true',
    corsOrigin: env.CORS_ORIGIN ?? null,
    rateLimit: env.RATE_LIMIT,
    rateLimitOfKeys: env.RATE_LIMIT_KEYS,
    trustedProxies: env.TRUST_PROXY,
    uploadLimit: env.UPLOAD_LIMIT * 1024 * 1024,
    requestTimeout: env.REQUEST_TIMEOUT * 1000,
  };
}

/** The settings of this process: its environment, completed by a `.env` file in the working folder. */
export function processSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readSettings(process.env);
}

/** The environment of a child process that is to work on the same database. */
export function childEnvironment({ database }: Settings): NodeJS.ProcessEnv {
  const url = database.dialect === 'sqlite' ? `sqlite:${database.file}` : database.url;
  return { ...process.env, DATABASE_URL: url };
}

function locate(url: string): DatabaseLocation {
  return url.startsWith('sqlite:')
    ? { dialect: 'sqlite', file: resolve(url.slice('sqlite:'.length)) }
    : { dialect: 'postgres', url };
}
