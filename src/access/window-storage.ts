import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Clock } from '../database/clock';

/** As the throttler knows a hit. */
interface Counted {
  readonly totalHits: number;
  /** In seconds. */
  readonly timeToExpire: number;
  readonly isBlocked: boolean;
  /** In seconds; 0 where it is not. */
  readonly timeToBlockExpire: number;
}

interface Window {
  hits: number;
  readonly until: number;
}

/**
 * Counts requests in windows that begin with the first one. The throttler's own storage keeps the time of every hit and
 * goes through them on each request, which costs more the higher the limit is; this is one number per key or address.
 */
export class WindowStorage implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private sweepAt = 0;

  /** now: a clock that nobody sets. */
  constructor(private readonly now: Clock) {}

  /** Windows that are held: what the storage costs. */
  get size(): number {
    return this.windows.size;
  }

  increment(key: string, ttl: number, limit: number): Promise<Counted> {
    return Promise.resolve(this.count(key, ttl, limit));
  }

  /** The same, at once. */
  count(key: string, ttl: number, limit: number): Counted {
    const now = this.now();
    this.sweep(now, ttl);
    let window = this.windows.get(key);
    if (!window || window.until <= now) {
      window = { hits: 0, until: now + ttl };
      this.windows.set(key, window);
    }
    window.hits++;
    const hits = Math.ceil(window.hits);
    const seconds = Math.max(1, Math.ceil((window.until - now) / 1000));
    const isBlocked = hits > limit;
    return {
      totalHits: hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    };
  }

  /** Count more for what has been counted once already: a share of a hit, or many. */
  add(key: string, hits: number): void {
    const window = this.windows.get(key);
    if (window) window.hits += hits;
  }

  /** Forget the windows that are over, so that passing addresses leave nothing behind. */
  private sweep(now: number, ttl: number): void {
    if (now < this.sweepAt) return;
    this.sweepAt = now + ttl;
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}
