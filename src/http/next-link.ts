/** The value of a Link header that names the next page: the same address with another cursor, relative to the host. */
export function nextLink(originalUrl: string, cursor: string): string {
  const [path, query] = originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

/** How the headers of a list that comes in pages are documented. */
export const linkHeader = {
  Link: {
    description: { pt: 'Endereço da próxima página, com rel="next"', en: 'Address of the next page, with rel="next"' },
    schema: { type: 'string' },
  },
} as const;
