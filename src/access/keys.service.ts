import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { IsNull, type EntityManager } from 'typeorm';
import { say } from '../config/language';
import { Database } from '../database/database';
import { CLOCK, STOPWATCH, type Clock } from '../database/clock';
import { InvalidFields } from '../http/problem';
import { ApiKey } from './api-key.entity';
import type { KeyIdentity } from './identity';
import { hashOf, newKeyText, prefixOf } from './key-text';
import type { Scope } from './scope';

export interface NewKey {
  readonly key: ApiKey;
  /** The key, for its holder: it cannot be read again. */
  readonly text: string;
}

/** How long a key that was looked up is taken for valid, in milliseconds: revoking must hold within five seconds. */
const REMEMBER_MS = 3_000;

/** Prefixes remembered at a time; somebody who makes keys up must not fill the memory. */
const MOST_REMEMBERED = 1_000;

/** Makes, finds and revokes the keys of the API. */
@Injectable()
export class KeysService {
  private readonly remembered: LRUCache<string, Promise<ApiKey | null>>;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(STOPWATCH) elapsed: Clock,
  ) {
    const perf = { now: elapsed };
    this.remembered = new LRUCache({ max: MOST_REMEMBERED, ttl: REMEMBER_MS, ttlResolution: 0, perf });
  }

  /** Make a key. expiresAt: until when it holds, in milliseconds since 1970; null for until it is revoked. Throws InvalidFields. */
  async create(name: string, scope: Scope, expiresAt: number | null = null): Promise<NewKey> {
    if (expiresAt !== null && expiresAt <= this.now()) throw alreadyExpired(expiresAt);
    return this.database.write((transaction) => this.insert(transaction, name, scope, expiresAt));
  }

  /** Whether the database has ever had a key. */
  hasAny(): Promise<boolean> {
    return this.database.manager.exists(ApiKey);
  }

  /**
   * Make the admin key of a database that never had a key; null when it had one. Of several servers, one makes it.
   * keep: hands the key on; where that fails, there is no key.
   */
  async createFirst(keep: (text: string) => Promise<void> = () => Promise.resolve()): Promise<NewKey | null> {
    // Nearly always there is one: nothing to write, on a database that may only be read either.
    if (await this.hasAny()) return null;
    return this.database.write(async (transaction) => {
      await this.database.dialect.lock(transaction, 'firstKey');
      if (await transaction.exists(ApiKey)) return null;
      const made = await this.insert(transaction, say('primeira chave', 'first key'), 'admin', null);
      await keep(made.text);
      return made;
    });
  }

  /** All keys, the revoked ones as well, oldest first. */
  list(): Promise<ApiKey[]> {
    return this.database.manager.find(ApiKey, { order: { id: 'ASC' } });
  }

  /** One key, revoked or not. */
  get(id: number): Promise<ApiKey | null> {
    return this.database.manager.findOneBy(ApiKey, { id });
  }

  /** Revoke a key by its prefix; false when there is no such key in force. Servers follow within five seconds. */
  async revoke(prefix: string): Promise<boolean> {
    const { affected } = await this.database.write((transaction) =>
      transaction.update(ApiKey, { prefix, revokedAt: IsNull() }, { revokedAt: this.now() }),
    );
    this.remembered.delete(prefix);
    return Boolean(affected);
  }

  /**
   * Whose key this is; null when it is nobody's, or has expired. Costs a look at the database once every few seconds per key;
   * whether it has expired is seen each time.
   */
  async identify(text: string): Promise<KeyIdentity | null> {
    const key = await this.keyOf(text);
    return key && !this.hasExpired(key) ? { keyId: key.id, name: key.name, scope: key.scope } : null;
  }

  /** When a key that would hold had it not expired did so, in milliseconds since 1970; null for any other text. */
  async expiryOf(text: string): Promise<number | null> {
    const key = await this.keyOf(text);
    return key && this.hasExpired(key) ? key.expiresAt : null;
  }

  /** Whether a key holds no more because of its age, by the clock that revoking goes by. */
  hasExpired({ expiresAt }: Pick<ApiKey, 'expiresAt'>): boolean {
    return expiresAt !== null && expiresAt <= this.now();
  }

  /** The key that somebody holds, if it was not revoked. */
  private async keyOf(text: string): Promise<ApiKey | null> {
    const prefix = prefixOf(text);
    const key = prefix === null ? null : await this.byPrefix(prefix);
    return key && timingSafeEqual(Buffer.from(hashOf(text)), Buffer.from(key.hash)) ? key : null;
  }

  private byPrefix(prefix: string): Promise<ApiKey | null> {
    const known = this.remembered.get(prefix);
    if (known) return known;
    const key = this.database.manager.findOneBy(ApiKey, { prefix, revokedAt: IsNull() });
    this.remembered.set(prefix, key);
    // A database that is away is asked again.
    key.catch(() => this.remembered.delete(prefix));
    return key;
  }

  private async insert(
    transaction: EntityManager,
    name: string,
    scope: Scope,
    expiresAt: number | null,
  ): Promise<NewKey> {
    const { text, prefix, hash } = newKeyText();
    const dates = { createdAt: this.now(), revokedAt: null, expiresAt, lastUsedAt: null };
    const fields = { name, scope, prefix, hash, ...dates };
    const inserted = await transaction.insert(ApiKey, fields);
    return { key: { ...fields, id: Number(inserted.identifiers[0].id) }, text };
  }
}

function alreadyExpired(expiresAt: number): InvalidFields {
  const given = new Date(expiresAt).toISOString();
  return new InvalidFields([
    {
      field: 'expira_em',
      message: {
        pt: `recebeu "${given}"; aceita um momento futuro, até 2099`,
        en: `got "${given}"; takes a future moment, up to 2099`,
      },
    },
  ]);
}
