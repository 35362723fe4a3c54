import type { IncomingMessage, ServerResponse } from 'node:http';

/** Of a request that no route takes: whatever addresses clients make up, they are counted as one. */
export const NO_ROUTE = '(nenhuma)';

/** What Express notes of a request, the route that took it. */
interface Routed {
  route?: { readonly path?: unknown };
}

/** The pattern of the route that took a request, `/filmes/:id`: it holds no values, and there are few. */
export function routeOf(request: IncomingMessage): string {
  const { route } = request as Routed;
  return typeof route?.path === 'string' ? route.path : NO_ROUTE;
}

/** Note that a request was answered as by the route of a pattern, where Express has not. */
export function setRoute(request: IncomingMessage, path: string): void {
  (request as Routed).route = { path };
}

/** Of an answer that the client did not wait for, as nginx has it. */
const HUNG_UP = 499;

/** The status that the client got. To be asked when the response is over. */
export function statusOf(response: ServerResponse): number {
  return response.writableFinished ? response.statusCode : HUNG_UP;
}
