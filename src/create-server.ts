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
import { putBeforeExpress, type Handle } from './http/before-express';
import type { Passage } from './http/passage';
import { underPath } from './http/public-path';
import { setRequestId } from './http/request-id';
import { setUpHttp } from './http/set-up-http';
import { GracefulShutdown } from './http/graceful-shutdown';
import { createPino, PinoLogger, silent } from './observability/pino-logger';
import { PrometheusMetrics } from './observability/prometheus-metrics';
import { observeRequests, REQUEST_ID_HEADER, type Observe } from './observability/observe-requests';
import { EarlyLists } from './recommendation/serving/early-lists';
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
    const passage = setUpHttp(app, settings, {
      of: troubleOf,
      onDamage: (trouble) => app.get(DatabaseDamage).note(trouble),
    });
    const observe = observeRequests(log ?? silent(), app.get(PrometheusMetrics), app.get(GracefulShutdown));
    putBeforeExpress(app, firstOfAll(underPath(settings), observe, app.get(EarlyLists), passage));
    setUpDocumentation(app);
    setUpDashboard(app, settings);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** What is done with each request before Express has it; lists that are kept are answered here. */
function firstOfAll(
  place: ReturnType<typeof underPath>,
  observe: Observe,
  lists: EarlyLists,
  passage: Passage,
): (express: Handle) => Handle {
  return (express) => (request, response) => {
    place(request);
    const observed = observe(request, response);
    const { requestId } = observed;
    const goOn = (): void => {
      setRequestId(request, requestId);
      response.setHeader(REQUEST_ID_HEADER, requestId);
      express(request, response);
    };
    const early = lists.answer(request, response, observed, passage);
    if (early === false) goOn();
    else
      void early.then((isAnswered) => {
        // Whoever has hung up by now is not waited for by anything that looks whether they do.
        if (!isAnswered && !response.destroyed) goOn();
      });
  };
}
