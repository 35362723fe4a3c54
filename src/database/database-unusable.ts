import type { DatabaseLocation } from '../config/settings';
import { say, terminalLanguage } from '../config/language';
import { tlsAdvice } from './postgres/tls-trouble';

/** No connection to the database; the message says which one, why and what may help, in one line for the operator. */
export class DatabaseUnusable extends Error {
  constructor(location: DatabaseLocation, cause: unknown) {
    const [name, reason] = [nameOf(location), reasonOf(cause) + helpWith(location, cause)];
    super(
      say(`O banco ${name} não pôde ser aberto: ${reason}`, `The database ${name} could not be opened: ${reason}`),
      { cause },
    );
  }
}

/** Without user and password. */
export function nameOf(location: DatabaseLocation): string {
  if (location.dialect === 'sqlite') return location.file;
  const { host, pathname } = new URL(location.url);
  return `postgres://${host}${pathname}`;
}

function helpWith(location: DatabaseLocation, cause: unknown): string {
  const advice = location.dialect === 'postgres' ? tlsAdvice(cause as Error, location.url) : null;
  return advice === null ? '' : `. ${advice[terminalLanguage()]}`;
}

function reasonOf(cause: unknown): string {
  // Of several addresses that refuse, Node makes an error without a message.
  const { message, code } = cause as { message?: string; code?: string };
  if (message) return message;
  return code ?? String(cause);
}
