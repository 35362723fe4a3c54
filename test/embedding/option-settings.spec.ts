import { childEnvironment } from '../../src/config/settings';
import { settingsOf } from '../../src/embedding/option-settings';
import type { CentroideOptions } from '../../src/embedding/options';

const database = 'sqlite:/var/lib/cinema/centroide.db';
const unchecked = (options: object): CentroideOptions => ({ database, ...options });

describe('the options of an application that embeds Centroide', () => {
  it('are settings, with what an application usually wants', () => {
    const settings = settingsOf({
      database,
      prefix: 'films/',
      poolSize: 3,
      uploadLimit: 2,
      webhookPrivate: true,
      posterOrigins: ['https://a.example'],
    });
    expect(settings).toMatchObject({
      database: { dialect: 'sqlite', file: '/var/lib/cinema/centroide.db' },
      basePath: '/films',
      postgres: { poolSize: 3, readUrl: null },
      uploadLimit: 2 * 1024 * 1024,
      webhookPrivate: true,
      posterOrigins: ['https://a.example'],
      seed: 'none',
      firstKey: 'none',
      trainer: 'embedded',
    });
    expect(settingsOf({ database }).basePath).toBe('/centroide');
  });

  it('name kinds of events as objects', () => {
    const { signals } = settingsOf({
      database,
      signals: { finished: { preference: 0.9, leaves: true }, skipped: { preference: -0.4 } },
    });
    expect(signals.get('finished')).toEqual({ preference: 0.9, leaves: true });
    expect(signals.get('skipped')).toEqual({ preference: -0.4, leaves: false });
  });

  it.each<[string, object]>([
    ['database: o valor dado não serve; aceita sqlite:', { database: undefined }],
    ['database: o valor dado não serve; aceita sqlite:', { database: ' ' }],
    ['database: o valor dado não serve; aceita sqlite:', { database: 'mysql://localhost/cinema' }],
    ['prefix: "/" não serve; aceita um caminho', { prefix: '/' }],
    ['prefix: "/a b" não serve; aceita um caminho', { prefix: '/a b' }],
    ['trainingCron: "often" não serve; aceita uma expressão cron', { trainingCron: 'often' }],
    ['poolSize: "0" não serve; aceita um número inteiro de 1 a 1000', { poolSize: 0 }],
    ['rateLimit: "NaN" não serve; aceita um número inteiro de 0', { rateLimit: NaN }],
    ['trainer: "nobody" não serve; aceita embedded ou external', { trainer: 'nobody' }],
    ['signals: "Finished=2" não serve; aceita tipo=preferência', { signals: { Finished: { preference: 2 } } }],
    ['routes: "no" não serve; aceita true ou false', { routes: 'no' }],
    ['databse: não é uma opção; há routes, database, prefix', { databse: 'sqlite:x.db' }],
  ])('that cannot be used are told by their names: %s', (message, options) => {
    expect(() => settingsOf(unchecked(options))).toThrow(message);
  });

  it('are all that jobs hear of, whatever else the environment of the application says by the same names', () => {
    process.env.LOG_LEVEL = 'info';
    try {
      const environment = childEnvironment(settingsOf({ database, signals: { finished: { preference: 1 } } }));
      expect(environment).toMatchObject({
        DATABASE_URL: database,
        LOG_LEVEL: 'warn',
        SINAIS: 'finished=1',
        PORT: '',
        PATH: process.env.PATH,
      });
    } finally {
      delete process.env.LOG_LEVEL;
    }
  });
});
