import type { Response } from 'express';

/** Name the next page in the Link header, where there is one. */
export function linkNext(response: Response, originalUrl: string, cursor: string | null): void {
  if (cursor !== null) response.set('Link', nextLink(originalUrl, cursor));
}

/** The value of a Link header that names the next page. */
export function nextLink(originalUrl: string, cursor: string): string {
  return `<${withCursor(originalUrl, cursor)}>; rel="next"`;
}

/** The same address with another cursor, relative to the host. */
function withCursor(originalUrl: string, cursor: string): string {
  const [path, query] = originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}

/** How the headers of a list that comes in pages are documented. */
export const linkHeader = {
  Link: { description: 'Endereço da próxima página, com rel="next"', schema: { type: 'string' } },
} as const;
