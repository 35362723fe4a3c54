import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM: what was changed or is of another key does not open. Sizes in bytes. */
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * How a request with an Idempotency-Key is named, told from others and answered again, all of it made of what only whoever sends
 * it has: a new key to the API, or a token, that an answer holds is in the database no more readable than the keys themselves, and
 * what somebody wrote cannot be guessed by trying.
 */
export class AnswerSecret {
  /** Names the request in the database. */
  readonly id: string;
  private readonly secret: Buffer;

  /** sender: a credential, or who came with one. key: what they call the request. */
  constructor(sender: string, key: string) {
    // Each with its length: no other pair makes the same.
    this.secret = Buffer.from(JSON.stringify([sender, key]));
    this.id = this.derive('id').toString('base64url');
  }

  /** Of what was asked for: the same for the same, and for nothing else. */
  digest(request: string): string {
    return createHmac('sha256', this.derive('resumo')).update(request).digest('base64url');
  }

  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.derive('resposta'), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Throws where it was not sealed so. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const begin = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, this.derive('resposta'), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, begin));
    return Buffer.concat([decipher.update(bytes.subarray(begin)), decipher.final()]).toString('utf8');
  }

  private derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret, '', `centroide ${purpose}`, KEY_BYTES));
  }
}
