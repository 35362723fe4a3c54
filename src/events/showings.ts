import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';

/** For so long a showing counts, in milliseconds. */
const COUNTS_FOR = 30 * 86_400_000;

/** Kinds of events by which nobody takes a film that they were shown. */
const notTaking = ['mostrado', 'sem_interesse', 'nao_quer_ver', 'com_interesse', 'nao_visto'];

/** How often films were shown to somebody in the last thirty days without being taken. */
export interface Showings {
  /** By id of the film; of those shown at least once. */
  readonly times: ReadonlyMap<number, number>;
  /** The moment, in milliseconds since 1970, and the last event that was counted: with both the same are counted again. */
  readonly pinned: readonly [number, number];
  /** Tells the counts from others. */
  readonly id: string;
}

interface Row {
  readonly filmId: number;
  readonly times: number;
  readonly last: number;
}

/** Counts what people were shown: events of kind `mostrado`, wherever they came from. */
@Injectable()
export class ShowingCounts {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Showings since the last time that the person did something else with the film. pinned: of an earlier answer, to count what
   * it counted; null for now. O(events of the person in thirty days).
   */
  async of(userId: number, pinned: readonly number[] | null): Promise<Showings> {
    const [moment, last] = pinned?.length === 2 ? pinned : [this.now(), Number.MAX_SAFE_INTEGER];
    const rows = await this.database.queryPrepared<Row>(
      `WITH recentes AS (
         SELECT filme_id, tipo, quando, numero FROM eventos WHERE usuario_id = $1 AND quando > $2 AND numero <= $3
       ), tomados AS (
         SELECT filme_id, MAX(quando) AS quando FROM recentes
         WHERE tipo NOT IN (${notTaking.map((kind) => `'${kind}'`).join(', ')}) GROUP BY filme_id
       )
       SELECT recentes.filme_id AS "filmId", CAST(COUNT(*) AS BIGINT) AS times,
         CAST((SELECT MAX(numero) FROM recentes) AS BIGINT) AS last
       FROM recentes LEFT JOIN tomados ON tomados.filme_id = recentes.filme_id
       WHERE tipo = 'mostrado' AND (tomados.quando IS NULL OR recentes.quando > tomados.quando)
       GROUP BY recentes.filme_id ORDER BY 1`,
      [userId, moment - COUNTS_FOR, last],
    );
    const counts = rows.map(({ filmId, times }) => [filmId, times] as const);
    return {
      times: new Map(counts),
      pinned: [moment, rows.at(0)?.last ?? 0],
      id: createHash('sha256').update(JSON.stringify(counts)).digest('base64url').slice(0, 16),
    };
  }
}
