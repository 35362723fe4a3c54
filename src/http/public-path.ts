import type { IncomingMessage } from 'node:http';
import { pathPrefix } from '../config/path-prefix';
import type { Settings } from '../config/settings';
import type { Head } from './response-head.decorator';

const prefixes = new WeakMap<IncomingMessage, string>();

/** What Express takes from a request where it is there. */
interface Addressed {
  originalUrl?: string;
}

/**
 * Serve everything under a path as well, as a proxy in front shows it. With `BASE_PATH` it is that path, whether the proxy takes
 * it off or passes it on: an address that begins with it loses it here. Without, it is what a trusted proxy says that it has
 * taken off, `X-Forwarded-Prefix`. Routes know nothing of it; what they answer with (`originalUrl`, `publicPath`) does. To be done with
 * each request first of all.
 */
export function underPath({ basePath, trustedProxies }: Settings): (request: IncomingMessage) => void {
  return (request) => {
    const prefix = basePath === '' && trustedProxies > 0 ? forwardedPrefix(request) : basePath;
    if (prefix === '') return;
    if (basePath !== '') request.url = withoutPrefix(request.url ?? '', basePath);
    (request as Addressed).originalUrl = prefix + (request.url ?? '');
    prefixes.set(request, prefix);
  };
}

/** The address as the client sees it, as Express knows it. */
export function addressOf(request: IncomingMessage): string {
  return (request as Addressed).originalUrl ?? request.url ?? '';
}

/** The path under which the client sees everything, `/cinema`; empty at the root of the host. */
export function prefixOf(request: IncomingMessage): string {
  return prefixes.get(request) ?? '';
}

/** The address of a path of ours as the client sees it: for headers, and documents that are read elsewhere. */
export function publicPath(request: IncomingMessage, path: string): string {
  return prefixOf(request) + path;
}

/** Tell a client where the thing is that it has made: a path of ours. */
export function tellLocation(head: Head, path: string): void {
  head.set('Location', publicPath(head.req, path));
}

/** What proxies have taken off, the outermost first. What is no path of plain segments counts as nothing: it goes into answers. */
function forwardedPrefix({ headers }: IncomingMessage): string {
  const given = headers['x-forwarded-prefix'];
  if (typeof given !== 'string') return '';
  return pathPrefix(...given.split(',')) ?? '';
}

function withoutPrefix(url: string, prefix: string): string {
  if (!url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}
