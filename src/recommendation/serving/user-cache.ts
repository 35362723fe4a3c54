import { LRUCache } from 'lru-cache';
import type { DataVersions } from './data-version.service';

/** Of what a user's things are made, besides the model and the catalogue. */
type UserVersions = Pick<DataVersions, 'profile' | 'erasures'>;

interface Kept<Value> extends UserVersions {
  readonly value: Value;
}

/**
 * What was made for users, within so many bytes, the least used going first. A thing holds while the ratings that it was
 * made of are the user's, and the user is the same person: see {@link DataVersions}.
 */
export class UserCache<Key extends string | number, Value> {
  private readonly kept: LRUCache<Key, Kept<Value>>;

  constructor(maxBytes: number, bytesOf: (value: Value, key: Key) => number) {
    this.kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ value }, key) => bytesOf(value, key) });
  }

  get(key: Key, { profile, erasures }: UserVersions): Value | undefined {
    const kept = this.kept.get(key);
    return kept?.profile === profile && kept.erasures === erasures ? kept.value : undefined;
  }

  set(key: Key, value: Value, { profile, erasures }: UserVersions): void {
    this.kept.set(key, { value, profile, erasures });
  }
}
