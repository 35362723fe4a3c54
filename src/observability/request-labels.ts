import type { Request, Response } from 'express';

/** Of a request that no route takes: whatever addresses clients make up, they are counted as one. */
const NO_ROUTE = '(nenhuma)';

/** The pattern of the route that took a request, `/filmes/:id`: it holds no values, and there are few. */
export function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : NO_ROUTE;
}

/** Of an answer that the client did not wait for, as nginx has it. */
const HUNG_UP = 499;

/** The status that the client got. To be asked when the response is over. */
export function statusOf(response: Response): number {
  return response.writableFinished ? response.statusCode : HUNG_UP;
}
