import type { Request } from 'express';
import { includesScope, type Scope } from './scope';

/** Whose key came with a request. */
export interface KeyIdentity {
  readonly keyId: number;
  /** What the key is for, as whoever made it put it. */
  readonly name: string;
  readonly scope: Scope;
}

/** Whose token came with a request. */
export interface PersonIdentity {
  readonly userId: number;
}

/** Who came with a request: the holder of a key, or one person with a token. */
export type Identity = KeyIdentity | PersonIdentity;

const identities = new WeakMap<Request, Identity>();

/** Who came with a request; null when neither key nor token did, or before the guard looked. */
export function identityOf(request: Request): Identity | null {
  return identities.get(request) ?? null;
}

/** Whether it is one person, with a token, who may have nothing but what is theirs. */
export function isPerson(identity: Identity | null): identity is PersonIdentity {
  return identity !== null && 'userId' in identity;
}

/** The scope of whoever came with a key; null for others. */
export function scopeOf(identity: Identity | null): Scope | null {
  return identity === null || isPerson(identity) ? null : identity.scope;
}

/** The name of the key that somebody came with; null for others. */
export function keyNameOf(identity: Identity | null): string | null {
  return identity === null || isPerson(identity) ? null : identity.name;
}

/** Whether the names of all keys may be told to somebody: to those who may list them. */
export function mayListKeys(identity: Identity | null): boolean {
  const scope = scopeOf(identity);
  return scope !== null && includesScope(scope, 'admin');
}

/** Whether what is kept of a person may be told to somebody. */
export function mayRead(identity: Identity | null, userId: number): boolean {
  if (isPerson(identity)) return identity.userId === userId;
  return identity !== null && includesScope(identity.scope, 'leitura');
}

export function setIdentity(request: Request, identity: Identity): void {
  identities.set(request, identity);
}
