/** The path under which a proxy serves all of it, `/cinema`; empty at the root of the host. The server writes it into the page. */
const base = document.documentElement.dataset.base ?? '';

/**
 * Where the browser finds a path of ours, `/painel/grupos` or `/filmes?limite=5`: for every link, route, picture and request. An
 * address elsewhere (`capa_url` may be one) stays as it is.
 */
export function addressOf(path: string): string {
  return path.startsWith('/') ? base + path : path;
}

/** The path of ours in an address that the server has told, of a `Link` header for example. */
export function pathIn(address: string): string {
  return address.startsWith(`${base}/`) ? address.slice(base.length) : address;
}

/** What something is kept as in the browser: two services of one host, each under its path, share no key and no choice. */
export function storedAs(name: string): string {
  return `centroide${base}.${name}`;
}
