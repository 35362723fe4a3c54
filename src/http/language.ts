import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { terminalLanguage, type Language } from '../config/language';

export { inBoth, type Language, type Text } from '../config/language';

type Asking = Pick<IncomingMessage, 'headers'>;

/** There are few programs and browsers, and each says the same each time. */
const chosen = new LRUCache<string, Language>({ max: 100 });

/** Portuguese, unless the client prefers English. */
export function languageOf(request: Asking): Language {
  const accepted = request.headers['accept-language'];
  // Programs send none: nothing to work out.
  if (accepted === undefined) return 'pt';
  let language = chosen.get(accepted);
  if (language === undefined) {
    language = preferred(request, ['pt', 'en']) ?? 'pt';
    chosen.set(accepted, language);
  }
  return language;
}

/** … of documentation, which no program depends on: what the client prefers, else what whoever runs the server reads. */
export function readerLanguage(request: Asking): Language {
  const usual = terminalLanguage();
  if (request.headers['accept-language'] === undefined) return usual;
  return preferred(request, [usual, usual === 'pt' ? 'en' : 'pt']) ?? usual;
}

/** The one that the client likes best; the first where any will do, undefined where none will. */
function preferred({ headers }: Asking, languages: readonly Language[]): Language | undefined {
  return new Negotiator({ headers }).languages(languages).at(0);
}
