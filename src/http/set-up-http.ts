import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Settings } from '../config/settings';
import { present } from '../invariants';
import { LARGEST_BODY } from './largest-body';
import {
  DEPRECATION_HEADER,
  HINT_HEADER,
  MODEL_VERSION_HEADER,
  ORIGIN_HEADER,
  PROFILE_VERSION_HEADER,
  RECOMMENDATION_ID_HEADER,
  REPLAYED_HEADER,
  SUNSET_HEADER,
  UNIDENTIFIED_HEADER,
} from './headers';
import { assertPlainJson } from './plain-json';
import { Passage } from './passage';
import { limitOpenRequests } from './open-requests';
import { answerParserErrors } from './parser-errors';
import { matchExactly, methodsOf } from './route-methods';
import { ProblemFilter, type DatabaseTroubles } from './problem.filter';
import { limitRequestTime } from './request-timeout';
import { validationPipe } from './validation.pipe';

/**
 * How long a connection may be idle, in milliseconds. Longer than proxies keep one (commonly 60 s): it is for them to end it,
 * since one that we close may carry the next request just then.
 */
const KEEP_ALIVE_MS = 65_000;

/**
 * What every HTTP server of ours has, the one of the tests included: checks, limits, headers, problem documents. Returns what is to be kept by
 * whoever answers before Express.
 */
export function setUpHttp(app: NestExpressApplication, settings: Settings, troubles: DatabaseTroubles): Passage {
  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustedProxies);
  matchExactly(app);
  answerParserErrors(app);
  app.use(securityHeaders(settings));
  allowOrigins(app, settings.corsOrigin);
  app.use(compression());
  limitRequestTime(app, settings.requestTimeout);
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  const passage = new Passage(app, limitOpenRequests(app));
  app.use(passage.noteHeaders);
  readJson(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(methodsOf(app), troubles));
  return passage;
}

function securityHeaders({ corsOrigin }: Settings) {
  return helmet({
    // Whether there is TLS is for the proxy in front to know; without it, both would make the pages unusable.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: corsOrigin === null ? 'same-origin' : 'cross-origin' },
  });
}

/** Without a setting no page of another origin can read an answer, which is how browsers have it. */
function allowOrigins(app: NestExpressApplication, origin: Settings['corsOrigin']): void {
  if (origin === null) return;
  app.enableCors({
    origin: origin === '*' ? '*' : [...origin],
    exposedHeaders: [
      ...[HINT_HEADER, MODEL_VERSION_HEADER, ORIGIN_HEADER, PROFILE_VERSION_HEADER, RECOMMENDATION_ID_HEADER],
      ...[REPLAYED_HEADER, UNIDENTIFIED_HEADER, 'Link', 'Location', 'X-Total-Count', 'Retry-After'],
      ...['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', DEPRECATION_HEADER, SUNSET_HEADER],
    ],
    maxAge: 86_400,
  });
}

/** Routes that take many rows, see BodyRows. */
const readThemselves = /(?:\/lote|^\/eventos)(?:\?|$)/;

/** Bodies are read before anybody is asked for a key, so small ones only; routes with large ones read them themselves. */
function readJson(app: NestExpressApplication): void {
  const isJson = ({ headers, url }: IncomingMessage): boolean =>
    /^application\/json\b/i.test(headers['content-type'] ?? '') &&
    !readThemselves.test(present(url, 'address of a request'));
  app.useBodyParser('json', { limit: LARGEST_BODY, type: isJson });
  app.use((request: Request, _response: Response, next: NextFunction) => {
    assertPlainJson(request.body);
    next();
  });
}
