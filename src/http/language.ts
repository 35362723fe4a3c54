import type { Request } from 'express';

/** What people read, in the two languages that the API speaks. */
export interface Text {
  readonly pt: string;
  readonly en: string;
}

export type Language = keyof Text;

/** A text that is put together from parts which differ by language themselves. */
export function inBoth(say: (language: Language) => string): Text {
  return { pt: say('pt'), en: say('en') };
}

/** Portuguese, unless the client prefers English. */
export function languageOf(request: Pick<Request, 'acceptsLanguages' | 'headers'>): Language {
  // Programs send none: nothing to work out.
  if (request.headers['accept-language'] === undefined) return 'pt';
  return request.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
}
