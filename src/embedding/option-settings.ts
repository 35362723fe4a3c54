import { say } from '../config/language';
import { InvalidSettings, readSettings, unusable, variables, type Settings, type Variable } from '../config/settings';
import type { CentroideOptions, EventSignal } from './options';

type SettingOption = Exclude<keyof CentroideOptions, 'routes'>;

/** The setting that each option is. */
const variableOf: Readonly<Record<SettingOption, Variable>> = {
  database: 'DATABASE_URL',
  prefix: 'BASE_PATH',
  dataDir: 'DATA_DIR',
  seed: 'SEED',
  trainingCron: 'TRAINING_CRON',
  trainer: 'TRAINER',
  logLevel: 'LOG_LEVEL',
  poolSize: 'DATABASE_POOL_SIZE',
  statementTimeout: 'DATABASE_STATEMENT_TIMEOUT',
  readDatabase: 'DATABASE_READ_URL',
  signals: 'SINAIS',
  firstKey: 'FIRST_KEY',
  tokenSecret: 'TOKEN_SECRET',
  publicRead: 'PUBLIC_READ',
  webhookPrivate: 'WEBHOOK_PRIVATE',
  corsOrigin: 'CORS_ORIGIN',
  posterOrigins: 'POSTER_ORIGINS',
  rateLimit: 'RATE_LIMIT',
  rateLimitOfKeys: 'RATE_LIMIT_KEYS',
  trustedProxies: 'TRUST_PROXY',
  uploadLimit: 'UPLOAD_LIMIT',
  requestTimeout: 'REQUEST_TIMEOUT',
};

const settingOptions = Object.keys(variableOf) as SettingOption[];

const optionOf = (variable: Variable): string =>
  settingOptions.find((option) => variableOf[option] === variable) ?? variable;

/** What an option is that nobody gives: what another application wants is less than what a server wants. */
const usual: Partial<CentroideOptions> = { prefix: '/centroide', seed: 'none', logLevel: 'warn', firstKey: 'none' };

/** The settings that some options are. Throws InvalidSettings naming the option, its value and what it takes. */
export function settingsOf(options: CentroideOptions): Settings {
  checkNames(options);
  const given: Partial<Record<Variable, string>> = {};
  for (const option of settingOptions) {
    const value: unknown = options[option] ?? usual[option];
    if (value === undefined) continue;
    const text = textOf(option, value);
    // What is blank counts in the environment as not there: no application means that.
    if (text.trim() === '') throw unusable(variableOf[option], text, option);
    given[variableOf[option]] = text;
  }
  if (given.DATABASE_URL === undefined) throw unusable('DATABASE_URL', undefined, 'database');
  const settings = readSettings(given, optionOf);
  if (settings.basePath === '') throw unusable('BASE_PATH', options.prefix, 'prefix');
  return { ...settings, forJobs: environmentOf(given) };
}

/** JavaScript takes any name. */
function checkNames(options: CentroideOptions): void {
  const known = ['routes', ...settingOptions];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InvalidSettings(
      say(
        `${unknown}: não é uma opção; há ${known.join(', ')}`,
        `${unknown}: is no option; there are ${known.join(', ')}`,
      ),
    );
  const { routes } = options as { routes?: unknown };
  if (routes !== undefined && typeof routes !== 'boolean')
    throw new InvalidSettings(
      say(
        `routes: ${JSON.stringify(routes)} não serve; aceita true ou false`,
        `routes: ${JSON.stringify(routes)} will not do; it takes true or false`,
      ),
    );
}

/** An option as the environment would have it. */
function textOf(option: SettingOption, value: unknown): string {
  if (option === 'signals' && typeof value === 'object' && value !== null)
    return Object.entries(value as Readonly<Record<string, EventSignal>>)
      .map(([kind, { preference, leaves = false }]) => `${kind}=${preference}${leaves ? ':sai' : ''}`)
      .join(',');
  if (Array.isArray(value)) return value.join(',');
  if (option !== 'prefix') return String(value);
  // With or without a slash before it, as Nest takes prefixes.
  return `/${String(value).trim().replace(/^\/+/, '')}`;
}

/** Of the variables of the application, which may mean something else by the same names, jobs see none. */
function environmentOf(given: Partial<Record<Variable, string>>): Record<string, string> {
  return Object.fromEntries(variables.map((variable) => [variable, given[variable] ?? '']));
}
