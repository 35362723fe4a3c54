import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, type Clock } from '../../database/clock';
import { SETTINGS, type Settings } from '../../config/settings';
import { Database } from '../../database/database';
import { oldestStep, stepLength, stepOf } from '../../engine/ratings/recent-likes';
import { tellsAtLeast } from '../../events/spoken-events';
import { LIKED_PREFERENCE, LIKED_RATING } from '../../ratings/profile';
import type { ServedModel } from '../model/served-model';
import { digest } from './recommendation-cursor';

/** Likes of a film in one step of time. */
interface Likes {
  readonly filmId: number;
  readonly step: number;
  readonly likes: number;
}

/** The likes of late, as they stood at a moment. */
export interface Trend {
  /** Tells it from others: with the same one all that is made of it is the same. */
  readonly id: string;
  /** Later likes are not in it, in milliseconds since 1970. */
  readonly moment: number;
  /** Of that moment. */
  readonly step: number;
  readonly likes: readonly Likes[];
}

/** For so long likes are not asked for again, in milliseconds … */
const FRESH = 60_000;

/** … and for so long those known are answered with while newer ones are read. */
const USABLE = 2 * FRESH;

/** What was written so shortly ago is left for later: a transaction under way would be seen by one replica and not by another. */
const SETTLED = 5_000;

/** Trends that pages may go on with. */
const KEPT = 60;

/** What is known of the likes of late for one model. */
interface Known {
  trend: Trend | null;
  /** When `trend` was last found to hold. */
  checked: number;
  reading: Promise<Trend> | null;
  /** By their moments. */
  readonly earlier: LRUCache<number, Trend>;
}

/**
 * The likes of late, by ratings and by events, from the database: a grouped query over the index of times of each, once a minute at most, and none at all for a
 * model in which nothing rises. Replicas need not tell each other: each reads the same rows. A like is in the lists two minutes
 * later at most.
 */
@Injectable()
export class Trends {
  private readonly byModel = new WeakMap<ServedModel, Known>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'signals'>,
  ) {}

  /** As of now, or a minute or two ago; null where nothing rises. */
  async ofNow(model: ServedModel | null): Promise<Trend | null> {
    if (!rises(model)) return null;
    const known = this.knownOf(model);
    const age = this.now() - known.checked;
    if (known.trend && age >= 0 && age < FRESH) return known.trend;
    known.reading ??= this.readNow(model, known).finally(() => (known.reading = null));
    if (!known.trend || age < 0 || age >= USABLE) return known.reading;
    // Whoever asks after that waits for the next attempt, and hears of what is wrong.
    known.reading.catch(() => undefined);
    return known.trend;
  }

  /** As of a moment of before, for the next page of a list; null where nothing rises. */
  async ofMoment(model: ServedModel | null, moment: number): Promise<Trend | null> {
    if (!rises(model)) return null;
    return this.knownOf(model).earlier.get(moment) ?? this.read(model, moment);
  }

  private knownOf(model: ServedModel): Known {
    const known = this.byModel.get(model);
    if (known) return known;
    const nothing: Known = { trend: null, checked: 0, reading: null, earlier: new LRUCache({ max: KEPT }) };
    this.byModel.set(model, nothing);
    return nothing;
  }

  private async readNow(model: ServedModel, known: Known): Promise<Trend> {
    const started = this.now();
    const moment = started - SETTLED;
    const read = await this.read(model, moment);
    known.checked = started;
    // Without a new like, or one that has got older, all that was made of the one before holds.
    if (known.trend?.id === read.id) return known.trend;
    known.trend = read;
    known.earlier.set(moment, read);
    return read;
  }

  private async read({ taste }: ServedModel, moment: number): Promise<Trend> {
    const { trendHalfLife } = taste.parameters;
    const step = stepOf(moment, trendHalfLife);
    const length = stepLength(trendHalfLife);
    const liking = tellsAtLeast(LIKED_PREFERENCE, this.settings.signals);
    const statements = [
      // The plus keeps SQLite from going through all ratings film by film where few are of these days.
      `SELECT +filme_id AS "filmId", avaliado_em / ${length} AS step, COUNT(*) AS likes FROM avaliacoes
       WHERE avaliado_em >= $1 AND avaliado_em <= $2 AND avaliacao >= ${LIKED_RATING}
       GROUP BY +filme_id, avaliado_em / ${length} ORDER BY 1, 2`,
      // As in a training a person likes a film once, and a rating beats events.
      ...(liking === null
        ? []
        : [
            `SELECT filme_id AS "filmId", quando / ${length} AS step, COUNT(*) AS likes FROM (
               SELECT usuario_id, filme_id, MAX(quando) AS quando FROM eventos AS evento
               WHERE quando >= $1 AND quando <= $2 AND ${liking} GROUP BY usuario_id, filme_id) AS gostos
             WHERE NOT EXISTS (SELECT 1 FROM avaliacoes
               WHERE avaliacoes.usuario_id = gostos.usuario_id AND avaliacoes.filme_id = gostos.filme_id)
             GROUP BY filme_id, quando / ${length} ORDER BY 1, 2`,
          ]),
    ];
    const between = [oldestStep(step) * length, moment];
    const likes = await Promise.all(statements.map((sql) => this.database.queryStale<Likes>(sql, between)));
    return {
      id: likes.flat().length > 0 ? digest(JSON.stringify([step, likes])) : 'nada',
      moment,
      step,
      likes: likes.flat(),
    };
  }
}

function rises(model: ServedModel | null): model is ServedModel {
  return model !== null && model.taste.parameters.trendWeight > 0;
}
