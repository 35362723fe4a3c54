/** What is used of `fresh`, which brings no types. */
declare module 'fresh' {
  import type { IncomingHttpHeaders } from 'node:http';

  /** Whether a client that sent these headers has what has this ETag. */
  export default function fresh(request: IncomingHttpHeaders, answer: { readonly etag: string }): boolean;
}
