import type { Request } from 'express';
import type { Identity } from './keys.service';

const identities = new WeakMap<Request, Identity>();

/** Whose key came with a request; null when none did, or before the guard looked. */
export function identityOf(request: Request): Identity | null {
  return identities.get(request) ?? null;
}

export function setIdentity(request: Request, identity: Identity): void {
  identities.set(request, identity);
}
