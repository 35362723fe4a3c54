import { Logger } from '@nestjs/common';
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
import { seedDemo } from './importing/demo/seed-demo';
import { createPino, PinoLogger } from './observability/pino-logger';
import { PrometheusMetrics } from './observability/prometheus-metrics';
import { observeRequests } from './observability/observe-requests';
import { say } from './config/language';

/** Build the server: database open and migrated, demonstration data in place where wanted, not listening yet. */
export async function createServer(
  settings: Settings,
  log: Pino = createPino(settings),
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
    logger: new PinoLogger(log),
    abortOnError: false,
    bodyParser: false,
  });
  try {
    if (settings.seed === 'demo') {
      const seeded = await seedDemo(app.get(Database));
      if (seeded)
        new Logger('Centroide').log(
          say(
            `Banco vazio: catálogo de demonstração gravado (${seeded.films} filmes, ${seeded.users} pessoas, ${seeded.ratings} avaliações)`,
            `Empty database: filled with the demonstration (${seeded.films} films, ${seeded.users} people, ${seeded.ratings} ratings)`,
          ),
        );
    }
    serveUnderPath(app, settings);
    app.use(observeRequests(log, app.get(PrometheusMetrics), app.get(GracefulShutdown)));
    setUpHttp(app, settings, { of: troubleOf, onDamage: (trouble) => app.get(DatabaseDamage).note(trouble) });
    setUpDocumentation(app);
    setUpDashboard(app, settings);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
