import type { IncomingMessage } from 'node:http';

const ids = new WeakMap<IncomingMessage, string>();

/** Note the id that a request has in the log. */
export function setRequestId(request: IncomingMessage, id: string): void {
  ids.set(request, id);
}

/** The id that a request has in the log. */
export function requestIdOf(request: IncomingMessage): string | undefined {
  return ids.get(request);
}
