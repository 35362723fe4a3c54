/** Whose lists a list can be written as. */
export const listFormats = ['radarr', 'trakt', 'letterboxd'] as const;
export type ListFormat = (typeof listFormats)[number];

/** How the answer in each format is called: of each another shape. */
export const formatTypes = {
  radarr: 'application/vnd.centroide.radarr+json',
  trakt: 'application/vnd.centroide.trakt+json',
  letterboxd: 'text/csv',
} as const satisfies Record<ListFormat, string>;
