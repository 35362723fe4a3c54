import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../database/clock';
import { KeptWhileSlow } from '../database/kept-while-slow';
import { LIKED_PREFERENCE } from './profile';
import { RatingStream } from './rating-stream';

/** Of how many people without a rating for a film an event says something of it, and how many of them it says to like it. */
interface ToldCount {
  readonly told: number;
  readonly liked: number;
}

const DAY = 86_400_000;

/** Windows whose counts are kept. */
const WINDOWS = 8;

/** Counts what events say of each film. With a million events an answer may be some minutes old, with few it never is. */
@Injectable()
export class EventCounts {
  private readonly kept = new KeptWhileSlow(WINDOWS, (days: number) => this.count(days));

  constructor(
    private readonly stream: RatingStream,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Of each film with such an event of the last so many days, or of all time. */
  byFilm(days: number | null): Promise<ReadonlyMap<number, ToldCount>> {
    return this.kept.of(days ?? Infinity);
  }

  private async count(days: number): Promise<Map<number, ToldCount>> {
    const since = this.now() - days * DAY;
    const counts = new Map<number, ToldCount>();
    for await (const { told } of this.stream.told())
      for (const { filmId, preference, at } of told) {
        if (at < since) continue;
        const before = counts.get(filmId) ?? { told: 0, liked: 0 };
        const liked = before.liked + (preference >= LIKED_PREFERENCE ? 1 : 0);
        counts.set(filmId, { told: before.told + 1, liked });
      }
    return counts;
  }
}
