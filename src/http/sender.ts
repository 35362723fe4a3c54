import { normalizeIp } from '@nestjs/throttler';
import type { Request } from 'express';

/** Whose request it is, as far as the network tells: an address, or the network of an IPv6 one; empty once it has hung up. */
export function senderOf(request: Request): string {
  return networkOf(request.ip);
}

/** The same of an address. */
export function networkOf(address: string | undefined): string {
  return normalizeIp(address ?? '');
}
