import type { Request } from 'express';
import { terminalLanguage, type Language } from '../config/language';

export { inBoth, type Language, type Text } from '../config/language';

/** Portuguese, unless the client prefers English. */
export function languageOf(request: Pick<Request, 'acceptsLanguages' | 'headers'>): Language {
  // Programs send none: nothing to work out.
  if (request.headers['accept-language'] === undefined) return 'pt';
  return request.acceptsLanguages('pt', 'en') === 'en' ? 'en' : 'pt';
}

/** … of documentation, which no program depends on: what the client prefers, else what whoever runs the server reads. */
export function readerLanguage(request: Pick<Request, 'acceptsLanguages' | 'headers'>): Language {
  const usual = terminalLanguage();
  if (request.headers['accept-language'] === undefined) return usual;
  const other = usual === 'pt' ? 'en' : 'pt';
  // The first one where any will do.
  return request.acceptsLanguages(usual, other) === other ? other : usual;
}
