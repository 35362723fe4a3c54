import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger as Pino } from 'pino';
import { AppModule } from './app.module';
import type { Settings } from './config/settings';
import { setUpDashboard } from './dashboard/dashboard';
import { Database } from './database/database';
import { setUpDocumentation } from './documentation';
import { DatabaseDamage } from './database/database-damage';
import { troubleOf } from './database/database-errors';
import { serveUnderPath } from './http/public-path';
import { setUpHttp } from './http/set-up-http';
import { GracefulShutdown } from './http/graceful-shutdown';
import { createPino, PinoLogger, silent } from './observability/pino-logger';
import { PrometheusMetrics } from './observability/prometheus-metrics';
import { observeRequests } from './observability/observe-requests';
import { answerKeptLists } from './recommendation/serving/kept-lists';
import { seedWhereWanted } from './seed-where-wanted';

/**
 * Build the server: database open and migrated, demonstration data in place where wanted, not listening yet. log: null leaves
 * Nest's Logger, which is one for all of a process, as it is, and logs no requests.
 */
export async function createServer(
  settings: Settings,
  log: Pino | null = createPino(settings),
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
    ...(log && { logger: new PinoLogger(log) }),
    abortOnError: false,
    bodyParser: false,
  });
  try {
    await seedWhereWanted(app.get(Database), settings);
    serveUnderPath(app, settings);
    app.use(observeRequests(log ?? silent(), app.get(PrometheusMetrics), app.get(GracefulShutdown)));
    setUpHttp(app, settings, { of: troubleOf, onDamage: (trouble) => app.get(DatabaseDamage).note(trouble) });
    answerKeptLists(app);
    setUpDocumentation(app);
    setUpDashboard(app, settings);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
