import type { DatabaseLocation } from '../config/settings';
import { say } from '../config/language';

/** No connection to the database; the message says which one and why, in one line for the operator. */
export class DatabaseUnusable extends Error {
  constructor(location: DatabaseLocation, cause: unknown) {
    const [name, reason] = [nameOf(location), reasonOf(cause)];
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

function reasonOf(cause: unknown): string {
  // Of several addresses that refuse, Node makes an error without a message.
  const { message, code } = cause as { message?: string; code?: string };
  if (message) return message;
  return code ?? String(cause);
}
