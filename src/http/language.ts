import type { Request } from 'express';
import type { Language } from '../config/language';

export { inBoth, type Language, type Text } from '../config/language';

/** Portuguese, unless the client prefers English. */
export function languageOf(request: Pick<Request, 'acceptsLanguages' | 'headers'>): Language {
  // Programs send none: nothing to work out.
  if (request.headers['accept-language'] === undefined) return 'pt';
  return request.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
}
