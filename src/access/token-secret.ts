import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';

/** Key in `sistema` of the secret, for whoever set none. */
const KEPT = 'segredo_dos_tokens';

const BYTES = 32;

/** By what tokens are signed: the setting, or a secret that the first of all servers of a database makes and keeps there. */
@Injectable()
export class TokenSecret {
  private known: KeyObject | null;

  constructor(
    @Inject(SETTINGS) { tokenSecret }: Settings,
    private readonly database: Database,
  ) {
    this.known = tokenSecret === null ? null : createSecretKey(tokenSecret, 'utf8');
  }

  /** Null where no token was ever signed. */
  async get(): Promise<KeyObject | null> {
    if (this.known) return this.known;
    const rows = await this.database.query<{ valor: string }>('SELECT valor FROM sistema WHERE chave = $1', [KEPT]);
    return rows.length === 0 ? null : this.remember(rows[0].valor);
  }

  /** The same, made where there is none. */
  async getOrMake(): Promise<KeyObject> {
    const there = await this.get();
    if (there) return there;
    const made = randomBytes(BYTES).toString('base64url');
    // Of servers that make one at the same moment all go on with the one that came first.
    const [{ valor }] = await this.database.write(async (transaction) => {
      const sql = 'INSERT INTO sistema (chave, valor) VALUES ($1, $2) ON CONFLICT (chave) DO NOTHING';
      await transaction.query(sql, [KEPT, made]);
      return transaction.query<{ valor: string }[]>('SELECT valor FROM sistema WHERE chave = $1', [KEPT]);
    });
    return this.remember(valor);
  }

  private remember(text: string): KeyObject {
    return (this.known = createSecretKey(text, 'base64url'));
  }
}
