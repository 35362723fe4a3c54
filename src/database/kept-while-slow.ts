import { LRUCache } from 'lru-cache';

/** What takes less than this is computed for everybody who asks, in milliseconds; … */
const QUICK = 25;
/** … what takes longer is kept for so many times as long: it never takes more than a twentieth of the time. */
const KEPT_FOR = 20;

/**
 * Keeps what takes long to compute, for as long as its cost asks for; with few data an answer is never old. What took long once may
 * have waited for a processor: of the last two times the shorter one tells what it costs.
 */
export class KeptWhileSlow<Key extends string | number, Value> {
  private readonly kept: LRUCache<Key, { readonly made: Promise<Value> }>;
  /** How long it took the last time, in milliseconds. */
  private readonly lastTook: LRUCache<Key, number>;

  /** most: keys of which something is kept. */
  constructor(
    most: number,
    private readonly make: (key: Key) => Promise<Value>,
  ) {
    this.kept = new LRUCache({ max: most, ttl: 1 });
    this.lastTook = new LRUCache({ max: most });
  }

  async of(key: Key): Promise<Value> {
    const known = this.kept.get(key);
    if (known) return known.made;
    const start = performance.now();
    const made = this.make(key);
    // Requests that come while it is being computed wait for the same.
    this.kept.set(key, { made }, { ttl: 0 });
    try {
      await made;
      const took = performance.now() - start;
      const costs = Math.min(took, this.lastTook.get(key) ?? 0);
      this.lastTook.set(key, took);
      if (costs < QUICK) this.kept.delete(key);
      else this.kept.set(key, { made }, { ttl: KEPT_FOR * costs });
    } catch (error) {
      this.kept.delete(key);
      throw error;
    }
    return made;
  }
}
