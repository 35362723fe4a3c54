import type { Request } from 'express';
import type { Identity } from './keys.service';
import { includesScope } from './scope';

const identities = new WeakMap<Request, Identity>();

/** Whose key came with a request; null when none did, or before the guard looked. */
export function identityOf(request: Request): Identity | null {
  return identities.get(request) ?? null;
}

/** Whether what is kept of people may be told to somebody. */
export function mayReadPeople(identity: Identity | null): boolean {
  return identity !== null && includesScope(identity.scope, 'leitura');
}

export function setIdentity(request: Request, identity: Identity): void {
  identities.set(request, identity);
}
