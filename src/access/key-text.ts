import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A key as its holder has it, and what we keep of it. */
export interface NewKeyText {
  /** The whole key. Shown once, never stored or logged. */
  readonly text: string;
  /** The part that identifies the key to people and in the database; it opens nothing. */
  readonly prefix: string;
  readonly hash: string;
}

const SECRET_BYTES = 32;
const PREFIX_BYTES = 6;
const shape = /^(ctd_[0-9a-f]{12})_[\w-]{43}$/;

/** Make a key: `ctd_`, a random name, and 256 random bits. */
export function newKeyText(): NewKeyText {
  const prefix = `ctd_${randomBytes(PREFIX_BYTES).toString('hex')}`;
  const text = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { text, prefix, hash: hashOf(text) };
}

/** The prefix of a key; null when the text is not shaped like one. */
export function prefixOf(text: string): string | null {
  return shape.exec(text)?.[1] ?? null;
}

/** Plain SHA-256 will do: nobody guesses 256 random bits, so there is nothing to slow down. */
export function hashOf(text: string): string {
  return hash('sha256', text);
}

/** What came with a request as a key, or as a token; null when there is no Authorization header. */
export function keyIn({ headers: { authorization } }: Pick<IncomingMessage, 'headers'>): string | null {
  return authorization === undefined ? null : authorization.replace(/^Bearer +/i, '').trim();
}
