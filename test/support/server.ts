import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger as Pino } from 'pino';
import { KeysService } from '../../src/access/keys.service';
import { scopes, type Scope } from '../../src/access/scope';
import { usualSignals } from '../../src/config/signals';
import { SETTINGS, type DatabaseLocation, type Settings } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { ActiveModel } from '../../src/recommendation/model/active-model';
import { createServer } from '../../src/create-server';
import { train } from './training';

/** A running server of its own, on a free port. */
export interface TestServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly database: Database;
  /** The value of an Authorization header with a key of this scope. */
  bearer(scope: Scope): string;
  /** Train here and now, and serve the result. */
  train(): Promise<void>;
  close(): Promise<void>;
}

/** Start the real server on an empty database. It trains only when told to, and lists of people need no key. log: left out, its own. */
export async function startServer(
  database: DatabaseLocation,
  given: Partial<Settings> = {},
  log?: Pino,
): Promise<TestServer> {
  const settings: Settings = {
    host: '127.0.0.1',
    port: 0,
    basePath: '',
    metricsPort: null,
    dataDir: join(tmpdir(), 'centroide-test-none'),
    database,
    // Jobs have settings of their own: see begin-run.ts.
    copiesFolder: '/nowhere',
    postgres: { poolSize: 10, statementTimeout: 30_000, readUrl: null },
    trainingCron: '0 0 1 1 *',
    trainer: 'external',
    seed: 'none',
    logLevel: 'error',
    logFormat: 'json',
    traceEndpoint: null,
    firstKey: 'none',
    tokenSecret: null,
    mcpKey: null,
    publicRead: 'true',
    signals: usualSignals,
    webhookPrivate: false,
    corsOrigin: null,
    posterOrigins: [],
    rateLimit: 0,
    rateLimitOfKeys: 0,
    trustedProxies: 0,
    uploadLimit: 100 * 1024 * 1024,
    requestTimeout: 10_000,
    ...given,
  };
  const app = await createServer(settings, log);
  await app.listen(0, '127.0.0.1');
  const opened = app.get(Database);
  const keys = new Map<Scope, string>();
  for (const scope of scopes) keys.set(scope, (await app.get(KeysService).create('teste', scope)).text);
  return {
    app,
    url: await app.getUrl(),
    database: opened,
    bearer: (scope) => `Bearer ${keys.get(scope)!}`,
    train: async () => {
      await train(opened, { origin: 'comando', tuning: 'nunca' }, app.get<Settings>(SETTINGS).signals);
      await app.get(ActiveModel).follow();
    },
    close: () => app.close(),
  };
}
