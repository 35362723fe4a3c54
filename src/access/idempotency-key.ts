import type { Request } from 'express';
import { Problem } from '../http/problem';
import { show } from '../http/validation.pipe';

/** Names a request, so that it is carried out once however often it is sent (draft-ietf-httpapi-idempotency-key-header). */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** The longest key, in characters. */
export const LONGEST_KEY = 255;

/** As the draft has it, a string of RFC 9651 between quotes; or without them, as most clients send it. */
const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
export const bareKey = /^[!#-~][!-~]*$/;

class KeyMalformed extends Problem {
  constructor(given: string) {
    const shown = show(given);
    super(400, 'requisicao-malformada', {
      pt: `${IDEMPOTENCY_KEY}: recebeu ${shown}; aceita de 1 a ${LONGEST_KEY} letras, números e sinais ASCII, sem espaços, ou um texto entre aspas, como "8e03978e-40d5-43e8-bc93-6894a57f9324".`,
      en: `${IDEMPOTENCY_KEY}: got ${shown}; takes 1 to ${LONGEST_KEY} ASCII letters, digits and signs, without spaces, or a text between quotes, like "8e03978e-40d5-43e8-bc93-6894a57f9324".`,
    });
  }
}

/** The key of a request; null where it has none. Throws KeyMalformed. */
export function idempotencyKeyIn({ headers }: Request): string | null {
  const given = headers[IDEMPOTENCY_KEY.toLowerCase()];
  if (given === undefined) return null;
  const text = String(given);
  const inside = quoted.exec(text)?.[1].replace(/\\(.)/g, '$1');
  const key = inside ?? (bareKey.test(text) ? text : '');
  if (key === '' || key.length > LONGEST_KEY) throw new KeyMalformed(text);
  return key;
}
