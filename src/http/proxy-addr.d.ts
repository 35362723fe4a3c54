/** What is used of `proxy-addr`, which brings no types. */
declare module 'proxy-addr' {
  import type { IncomingMessage } from 'node:http';

  /** Whose address a request came from, by what proxies say that are trusted; undefined once it has hung up. */
  export default function proxyAddr(
    request: IncomingMessage,
    trust: (address: string, hop: number) => boolean,
  ): string | undefined;
}
