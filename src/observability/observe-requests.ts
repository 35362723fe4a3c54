import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Level, Logger as Pino } from 'pino';
import type { GracefulShutdown } from '../http/graceful-shutdown';
import { setRequestId } from '../http/request-id';
import type { PrometheusMetrics } from './prometheus-metrics';
import { routeOf, statusOf } from './request-labels';

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
export function observeRequests(log: Pino, metrics: PrometheusMetrics, shutdown: GracefulShutdown): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const requestId = idOf(request);
    setRequestId(request, requestId);
    response.setHeader(REQUEST_ID_HEADER, requestId);
    metrics.begin();
    shutdown.begin(response);
    // One listener for all: Node warns of many on one answer.
    response.once('close', () => {
      const milliseconds = performance.now() - start;
      const answer = { method: request.method, route: routeOf(request), status: statusOf(response) };
      shutdown.end(response);
      metrics.end(answer, milliseconds / 1000, response);
      const text = `${answer.method} ${answer.route} ${answer.status}`;
      log[levelOf(request, answer.status)]({ requestId, ...answer, ms: Math.round(milliseconds) }, text);
    });
    next();
  };
}

/** The client's `X-Request-Id`, if that is a sound one. */
function idOf({ headers }: Request): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SOUND_ID.test(given) ? given : randomUUID();
}

function levelOf(request: Request, status: number): Level {
  if (status >= 500) return 'warn';
  return watched.test(request.path) ? 'debug' : 'info';
}
