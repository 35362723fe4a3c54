import type { NestExpressApplication } from '@nestjs/platform-express';
import { ProblemFilter } from './problem.filter';
import { validationPipe } from './validation';

/** What every HTTP server of ours has, the one of the tests included: checks and problem documents. */
export function setUpHttp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
}
