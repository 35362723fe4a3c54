import { resolve } from 'node:path';
import { usualSignals } from '../../src/config/signals';
import { InvalidSettings, readSettings } from '../../src/config/settings';

const aPath = 'um caminho que começa com /, de letras, dígitos, -, _, . e ~, por exemplo /cinema';

const origins = 'origens separadas por vírgula, por exemplo https://image.tmdb.org';

describe('the settings', () => {
  it('have defaults that serve at once', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 8000,
      basePath: '',
      metricsPort: null,
      dataDir: resolve('data'),
      database: { dialect: 'sqlite', file: resolve('data/centroide.db') },
      copiesFolder: resolve('data/copias'),
      postgres: { poolSize: 10, statementTimeout: 30_000, readUrl: null },
      trainingCron: '0 */6 * * *',
      trainer: 'embedded',
      seed: 'demo',
      logLevel: 'log',
      logFormat: 'auto',
      traceEndpoint: null,
      firstKey: 'log',
      tokenSecret: null,
      mcpKey: null,
      publicRead: null,
      signals: usualSignals,
      webhookPrivate: false,
      corsOrigin: null,
      posterOrigins: [],
      rateLimit: 600,
      rateLimitOfKeys: 6000,
      trustedProxies: 0,
      uploadLimit: 1024 * 1024 * 1024,
      requestTimeout: 30_000,
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' }).port).toBe(8000);
  });

  it('keep copies in the folder of the data, or beside a SQLite file that is elsewhere', () => {
    const copies = (environment: NodeJS.ProcessEnv) => readSettings(environment).copiesFolder;
    expect(copies({ DATA_DIR: '/srv/x' })).toBe('/srv/x/copias');
    expect(copies({ DATABASE_URL: 'sqlite:/srv/y/a.db' })).toBe('/srv/y/copias');
    expect(copies({ DATABASE_URL: 'sqlite:/srv/y/a.db', DATA_DIR: '/srv/x' })).toBe('/srv/x/copias');
    expect(copies({ DATABASE_URL: 'postgres://x/y' })).toBe(resolve('data/copias'));
  });

  it('find the database by folder, by file or by address', () => {
    const where = (environment: NodeJS.ProcessEnv) => readSettings(environment).database;
    expect(where({ DATA_DIR: '/srv/x' })).toEqual({ dialect: 'sqlite', file: '/srv/x/centroide.db' });
    expect(where({ DATABASE_URL: 'sqlite:/srv/y.db' })).toEqual({ dialect: 'sqlite', file: '/srv/y.db' });
    expect(where({ DATABASE_URL: 'postgres://u:p@h/d' })).toEqual({ dialect: 'postgres', url: 'postgres://u:p@h/d' });
  });

  it('take a path, with a slash at its end or without', () => {
    expect(readSettings({ BASE_PATH: '/cinema/' }).basePath).toBe('/cinema');
    expect(readSettings({ BASE_PATH: '/a/b-c' }).basePath).toBe('/a/b-c');
    expect(readSettings({ BASE_PATH: '/' }).basePath).toBe('');
  });

  it('take a list of origins, or all of them', () => {
    expect(readSettings({ CORS_ORIGIN: 'https://a.example, http://localhost:3000/' }).corsOrigin).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
    expect(readSettings({ CORS_ORIGIN: '*' }).corsOrigin).toBe('*');
    expect(readSettings({ POSTER_ORIGINS: 'https://a.example/, http://localhost:81' }).posterOrigins).toEqual([
      'https://a.example',
      'http://localhost:81',
    ]);
  });

  it('keep webhooks out of private networks unless told otherwise', () => {
    const isOpen = (WEBHOOK_PRIVATE: string) => readSettings({ WEBHOOK_PRIVATE }).webhookPrivate;
    expect([isOpen(''), isOpen('false'), isOpen('true')]).toEqual([false, false, true]);
  });

  it.each([
    ['PORT', '80a', '"80a" não serve; aceita um número inteiro de 0 a 65535'],
    ['PORT', '65536', '"65536" não serve; aceita um número inteiro de 0 a 65535'],
    ['BASE_PATH', 'cinema', `"cinema" não serve; aceita ${aPath}`],
    ['BASE_PATH', '//evil.example', `"//evil.example" não serve; aceita ${aPath}`],
    ['BASE_PATH', '/a/../b', `"/a/../b" não serve; aceita ${aPath}`],
    ['METRICS_PORT', '65536', '"65536" não serve; aceita um número inteiro de 0 a 65535, outro que o de PORT'],
    ['METRICS_PORT', '8000', '"8000" não serve; aceita um número inteiro de 0 a 65535, outro que o de PORT'],
    ['HOST', 'not a host', '"not a host" não serve; aceita um endereço IP ou um nome de host'],
    ['TRAINING_CRON', 'often', '"often" não serve; aceita uma expressão cron, por exemplo "0 */6 * * *"'],
    ['TRAINER', 'both', '"both" não serve; aceita embedded ou external'],
    ['SEED', 'all', '"all" não serve; aceita demo ou none'],
    ['FIRST_KEY', 'stdout', '"stdout" não serve; aceita log, file ou none'],
    [
      'TOKEN_SECRET',
      'short, and not to be repeated',
      'o valor dado não serve; aceita um texto de 32 a 1000 caracteres, por exemplo o de "openssl rand -base64 48"',
    ],
    ['CENTROIDE_KEY', 'Bearer x', 'o valor dado não serve; aceita uma chave da API, ctd_…, ou o token de uma pessoa'],
    ['PUBLIC_READ', 'no', '"no" não serve; aceita true, catalogo ou false'],
    [
      'CORS_ORIGIN',
      'a.example',
      '"a.example" não serve; aceita origens separadas por vírgula, por exemplo https://exemplo.com, ou *',
    ],
    [
      'SINAIS',
      'curtiu=2',
      '"curtiu=2" não serve; aceita tipo=preferência, de -1 a 1, separados por vírgula; com :sai, o filme sai das listas, por exemplo curtiu=0.9,viu_inteiro=0.5:sai',
    ],
    ['POSTER_ORIGINS', '*', `"*" não serve; aceita ${origins}`],
    ['POSTER_ORIGINS', 'https://a.example/x', `"https://a.example/x" não serve; aceita ${origins}`],
    [
      'POSTER_ORIGINS',
      "https://a.example; script-src 'unsafe-inline'",
      `"https://a.example; script-src 'unsafe-inline'" não serve; aceita ${origins}`,
    ],
    ['WEBHOOK_PRIVATE', 'yes', '"yes" não serve; aceita true ou false'],
    ['RATE_LIMIT', '-1', '"-1" não serve; aceita um número inteiro de 0 (sem limite) a 1000000'],
    ['RATE_LIMIT_KEYS', 'x', '"x" não serve; aceita um número inteiro de 0 (sem limite) a 1000000'],
    ['TRUST_PROXY', 'true', '"true" não serve; aceita um número inteiro de 0 a 10'],
    ['UPLOAD_LIMIT', '0', '"0" não serve; aceita um número inteiro de 1 a 100000, em MB'],
    ['REQUEST_TIMEOUT', '0', '"0" não serve; aceita um número inteiro de 1 a 3600, em segundos'],
    ['LOG_FORMAT', 'xml', '"xml" não serve; aceita auto, json, pretty'],
    ['DATABASE_POOL_SIZE', '0', '"0" não serve; aceita um número inteiro de 1 a 1000'],
    [
      'DATABASE_STATEMENT_TIMEOUT',
      'x',
      '"x" não serve; aceita um número inteiro de 0 (sem limite) a 3600, em segundos',
    ],
    [
      'DATABASE_READ_URL',
      'postgres://u:p@h/d',
      'o valor dado não serve; aceita postgres://usuario:senha@host:porta/banco, junto com um DATABASE_URL que também é PostgreSQL',
    ],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'localhost:4318',
      'o valor dado não serve; aceita um endereço http ou https, por exemplo http://localhost:4318',
    ],
    ['LOG_LEVEL', 'loud', '"loud" não serve; aceita error, warn, log, debug, verbose'],
  ])('refuse %s=%s and say what it takes', (name, value, said) => {
    expect(() => readSettings({ [name]: value })).toThrow(new InvalidSettings(`${name}: ${said}`));
  });

  it('never repeat a database address, which may hold a password', () => {
    const address = 'mysql://u:secret@h/d';
    expect(() => readSettings({ DATABASE_URL: address })).toThrow(/^DATABASE_URL: o valor dado não serve/);
  });
});
