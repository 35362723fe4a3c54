import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger as Pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { routeOf, statusOf } from './route';

const REQUEST_ID_HEADER = 'X-Request-Id';

/** Nothing that could be taken for something else in a log or a header. */
const SOUND_ID = /^[\w.:-]{1,64}$/;

/** Routes that machines ask every few seconds. */
const watched = /^\/(saude\/|metrics$)/;

/**
 * One line for each request: its id, method, route pattern, status and milliseconds. No address with values in it, no
 * query, no header, no body and no IP address: none of them is needed to see what went wrong, and each may be personal.
 * The id is the client's `X-Request-Id` if it is a sound one, and is answered in the same header.
 */
export function requestLog(logger: Pino): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && SOUND_ID.test(given) ? given : randomUUID();
      response.setHeader(REQUEST_ID_HEADER, id);
      return id;
    },
    customLogLevel: (request, response) => {
      if (response.statusCode >= 500) return 'warn';
      return watched.test(request.path) ? 'debug' : 'info';
    },
    wrapSerializers: false,
    // pino-http makes a logger with the request in it, wanted or not: this keeps it from being looked at.
    serializers: { req: () => undefined },
    customSuccessObject: line,
    customErrorObject: (request, response, _error, values) => line(request, response, values as Timed),
    customSuccessMessage: text,
    customErrorMessage: text,
  });
}

interface Timed {
  readonly responseTime: number;
}

function line(request: Request, response: Response, { responseTime }: Timed) {
  return { method: request.method, route: routeOf(request), status: statusOf(response), ms: responseTime };
}

function text(request: Request, response: Response): string {
  return `${request.method} ${routeOf(request)} ${statusOf(response)}`;
}
