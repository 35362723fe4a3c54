import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Level, Logger as Pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Drain } from '../http/drain';
import type { Metrics } from './metrics';
import { routeOf, statusOf } from './route';

const REQUEST_ID_HEADER = 'X-Request-Id';

/** Nothing that could be taken for something else in a log or a header. */
const SOUND_ID = /^[\w.:-]{1,64}$/;

/** Routes that machines ask every few seconds. */
const watched = /^\/(saude\/|metrics$)/;

/**
 * Watches each request from its arrival to its end, however it ends; to be used before all routes. Logs one line: id,
 * method, route pattern, status and milliseconds. No address with values in it, no query, no header, no body and no IP
 * address: none of them is needed to see what went wrong, and each may be personal.
 */
export function watchRequests(log: Pino, metrics: Metrics, drain: Drain): RequestHandler[] {
  return [
    withId(log),
    (request: Request, response: Response, next: NextFunction) => {
      const start = performance.now();
      metrics.begin();
      drain.begin(response);
      // One listener for all: Node warns of many on one answer.
      response.once('close', () => {
        const milliseconds = performance.now() - start;
        const answer = { method: request.method, route: routeOf(request), status: statusOf(response) };
        drain.end(response);
        metrics.end(answer, milliseconds / 1000, response);
        const text = `${answer.method} ${answer.route} ${answer.status}`;
        request.log[levelOf(request, answer.status)]({ ...answer, ms: Math.round(milliseconds) }, text);
      });
      next();
    },
  ];
}

/** Gives a request an id, and a logger that tells it: the client's `X-Request-Id`, if that is a sound one. */
function withId(logger: Pino): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    autoLogging: false,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && SOUND_ID.test(given) ? given : randomUUID();
      response.setHeader(REQUEST_ID_HEADER, id);
      return id;
    },
    wrapSerializers: false,
    // pino-http makes a logger with the request in it, wanted or not: this keeps it from being looked at.
    serializers: { req: () => undefined },
  });
}

function levelOf(request: Request, status: number): Level {
  if (status >= 500) return 'warn';
  return watched.test(request.path) ? 'debug' : 'info';
}
