import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Level, Logger as Pino } from 'pino';
import type { GracefulShutdown } from '../http/graceful-shutdown';
import { ORIGIN_HEADER } from '../http/headers';
import type { PrometheusMetrics } from './prometheus-metrics';
import { routeOf, statusOf } from './request-labels';

export const REQUEST_ID_HEADER = 'X-Request-Id';

/** Nothing that could be taken for something else in a log or a header. */
const SOUND_ID = /^[\w.:-]{1,64}$/;

/** Routes that machines ask every few seconds. */
const watched = /^\/(saude\/|metrics(\?|$))/;

/** A request that is being observed. */
export interface Observed {
  readonly requestId: string;
  /** Where its recommendations come from; to be told by whoever sends them without setting headers one by one. */
  origin?: string;
}

/** Begins to observe a request, until it is over. */
export type Observe = (request: IncomingMessage, response: ServerResponse) => Observed;

/**
 * Watches each request from its arrival to its end, however it ends; to be used before all else. Logs one line: id,
 * method, route pattern, status and milliseconds. No address with values in it, no query, no header, no body and no IP
 * address: none of them is needed to see what went wrong, and each may be personal.
 */
export function observeRequests(log: Pino, metrics: PrometheusMetrics, shutdown: GracefulShutdown): Observe {
  return (request, response) => {
    const start = performance.now();
    const observed: Observed = { requestId: idOf(request) };
    metrics.begin();
    shutdown.begin(response);
    // One listener for all: Node warns of many on one answer.
    response.once('close', () => {
      const milliseconds = performance.now() - start;
      const answer = { method: request.method ?? '', route: routeOf(request), status: statusOf(response) };
      shutdown.end(response);
      metrics.end(answer, milliseconds / 1000, observed.origin ?? response.getHeader(ORIGIN_HEADER));
      const level = levelOf(request, answer.status);
      if (!log.isLevelEnabled(level)) return;
      const text = `${answer.method} ${answer.route} ${answer.status}`;
      log[level]({ requestId: observed.requestId, ...answer, ms: Math.round(milliseconds) }, text);
    });
    return observed;
  };
}

/** The client's `X-Request-Id`, if that is a sound one. */
function idOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SOUND_ID.test(given) ? given : randomUUID();
}

function levelOf({ url = '' }: IncomingMessage, status: number): Level {
  if (status >= 500) return 'warn';
  return watched.test(url) ? 'debug' : 'info';
}
