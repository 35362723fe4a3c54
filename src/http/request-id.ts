import type { Request } from 'express';

const ids = new WeakMap<Request, string>();

/** Note the id that a request has in the log. */
export function setRequestId(request: Request, id: string): void {
  ids.set(request, id);
}

/** The id that a request has in the log. */
export function requestIdOf(request: Request): string | undefined {
  return ids.get(request);
}
