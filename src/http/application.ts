import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ProblemFilter } from './problem.filter';
import { validationPipe } from './validation';

/** What every HTTP server of ours has, the one of the tests included: checks and problem documents. */
export function setUpHttp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  readJson(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
}

/** Far more than any single thing takes; batches have a limit of their own. In bytes. */
const LARGEST_BODY = 100 * 1024;

/** Bodies are read before anybody is asked for a key, so small ones only; routes with large ones read them themselves. */
function readJson(app: NestExpressApplication): void {
  const isJson = ({ headers, url }: IncomingMessage): boolean =>
    /^application\/json\b/i.test(headers['content-type'] ?? '') && !/\/lote\/?(\?|$)/.test(url ?? '');
  app.useBodyParser('json', { limit: LARGEST_BODY, type: isJson });
}
