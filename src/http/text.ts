import type { Request } from 'express';

/** What people read, in the two languages that the API speaks. */
export interface Text {
  readonly pt: string;
  readonly en: string;
}

export type Language = keyof Text;

/** Portuguese, unless the client prefers English. */
export function languageOf(request: Pick<Request, 'acceptsLanguages'>): Language {
  return request.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
}
