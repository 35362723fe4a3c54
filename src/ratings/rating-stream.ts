import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { generationOf } from '../database/generation';

/** One user's ratings in bulk: parallel arrays. */
export interface UserRatings {
  readonly userId: number;
  readonly filmIds: readonly number[];
  /** From 0 to 5. */
  readonly ratings: readonly number[];
  /** Milliseconds since 1970; NaN when unknown. */
  readonly times: readonly number[];
}

/** Users per statement: large enough to be fast, small enough not to be felt by requests. */
const USERS_PER_PAGE = 2_000;

const PRIME = 1_000_003;
const FACTOR = 618_035;

interface PageRow {
  usuario_id: number;
  filmes: string;
  avaliacoes: string;
  datas: string;
}

/** Reads all ratings, as of a moment ago, without holding them: one row per user travels, not one per rating. */
@Injectable()
export class RatingStream {
  constructor(private readonly database: Database) {}

  /** Generation of the data: where a replica is behind, that of the ratings there. */
  generation(): Promise<number> {
    return generationOf({ query: (sql) => this.database.queryStale(sql) });
  }

  /** How many ratings there are. */
  async count(): Promise<number> {
    const [{ total }] = await this.database.queryStale<{ total: number }>('SELECT COUNT(*) AS total FROM avaliacoes');
    return total;
  }

  /** Every user with ratings, by id; with a `share` below 1, about that part of them, always the same. */
  async *users(share = 1): AsyncGenerator<UserRatings> {
    // Multiplying modulo a prime spreads ids that follow each other evenly.
    const sampled = share < 1 ? `AND usuario_id % ${PRIME} * ${FACTOR} % ${PRIME} < ${Math.round(share * PRIME)}` : '';
    const joined = (column: string) => `string_agg(CAST(${column} AS TEXT), ',' ORDER BY filme_id)`;
    for (let after = 0; ;) {
      const rows = await this.database.queryStale<PageRow>(
        `SELECT usuario_id, ${joined('filme_id')} AS filmes, ${joined('avaliacao')} AS avaliacoes,
           ${joined(`COALESCE(CAST(avaliado_em AS TEXT), 'NaN')`)} AS datas
         FROM avaliacoes WHERE usuario_id > $1 ${sampled}
         GROUP BY usuario_id ORDER BY usuario_id LIMIT ${USERS_PER_PAGE}`,
        [after],
      );
      for (const row of rows)
        yield {
          userId: row.usuario_id,
          filmIds: numbers(row.filmes),
          ratings: numbers(row.avaliacoes),
          times: numbers(row.datas),
        };
      const last = rows.at(-1);
      if (!last || rows.length < USERS_PER_PAGE) return;
      after = last.usuario_id;
    }
  }
}

function numbers(joined: string): number[] {
  return joined.split(',').map(Number);
}
