import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { generationOf } from '../database/generation';
import { joinedEvents, spokenKinds, standings, toldOpinions, type ToldOpinion } from '../events/spoken-events';

/** One user's ratings in bulk: parallel arrays. And what events say of other films. */
export interface UserRatings {
  readonly userId: number;
  readonly filmIds: readonly number[];
  /** From 0 to 5. */
  readonly ratings: readonly number[];
  /** Milliseconds since 1970; NaN when unknown. */
  readonly times: readonly number[];
  readonly told: readonly ToldOpinion[];
}

/** Which users are read: without anything all. A user is of the same part and sample every time. */
export interface ChosenUsers {
  /** About this part of all users. */
  readonly share?: number;
  /** The users of one part of several, 1 .. of. */
  readonly part?: { readonly number: number; readonly of: number };
}

/** Users per statement: large enough to be fast, small enough not to be felt by requests. */
const USERS_PER_PAGE = 2_000;

const PRIME = 1_000_003;
const FACTOR = 618_035;

interface PageRow {
  usuario_id: number;
  /** Film, rating and time of each, one after the other. */
  avaliacoes: string;
}

interface ToldRow {
  usuario_id: number;
  eventos: string;
}

/** Reads all ratings, and what events say, as of a moment ago, without holding them: one row per user travels, not one per rating. */
@Injectable()
export class RatingStream {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'signals'>,
  ) {}

  /** Generation of the data: where a replica is behind, that of the ratings there. */
  generation(): Promise<number> {
    return generationOf({ query: (sql) => this.database.queryStale(sql) });
  }

  /** How many ratings there are, and films of users of which events say something; some of these are rated as well. */
  async count(): Promise<number> {
    const [{ total }] = await this.database.queryStale<{ total: number }>(
      `SELECT (SELECT COUNT(*) FROM avaliacoes) + (SELECT COUNT(*) FROM
         (SELECT DISTINCT usuario_id, filme_id FROM eventos WHERE tipo IN ${spokenKinds(this.settings.signals)}) AS ditos) AS total`,
    );
    return total;
  }

  /** How many users there are, with ratings or without. */
  async userCount(): Promise<number> {
    const [{ total }] = await this.database.queryStale<{ total: number }>('SELECT COUNT(*) AS total FROM usuarios');
    return total;
  }

  /** Every user with ratings or events that say something, by id, or those that are chosen of them. */
  async *users(chosen: ChosenUsers = {}): AsyncGenerator<UserRatings> {
    const tellers = this.told(chosen);
    let teller = await tellers.next();
    for await (const one of this.rated(chosen)) {
      for (; !teller.done && teller.value.userId < one.userId; teller = await tellers.next()) yield teller.value;
      if (teller.done || teller.value.userId > one.userId) yield one;
      else {
        yield { ...one, told: teller.value.told };
        teller = await tellers.next();
      }
    }
    for (; !teller.done; teller = await tellers.next()) yield teller.value;
  }

  /** What events say of films without a rating: every user of whom they say something, by id. */
  async *told(chosen: ChosenUsers = {}): AsyncGenerator<UserRatings> {
    const { signals } = this.settings;
    for (let after = 0; ;) {
      const rows = await this.database.queryStale<ToldRow>(
        `SELECT usuario_id, ${joinedEvents} AS eventos FROM eventos
         WHERE usuario_id > $1 ${among(chosen)} AND tipo IN ${spokenKinds(signals)} AND NOT EXISTS
           (SELECT 1 FROM avaliacoes WHERE avaliacoes.usuario_id = eventos.usuario_id AND avaliacoes.filme_id = eventos.filme_id)
         GROUP BY usuario_id ORDER BY usuario_id LIMIT ${USERS_PER_PAGE}`,
        [after],
      );
      for (const { usuario_id: userId, eventos } of rows) {
        const told = toldOpinions(standings(eventos, signals), new Set());
        if (told.length > 0) yield { userId, filmIds: [], ratings: [], times: [], told };
      }
      const last = rows.at(-1);
      if (!last || rows.length < USERS_PER_PAGE) return;
      after = last.usuario_id;
    }
  }

  private async *rated(chosen: ChosenUsers): AsyncGenerator<UserRatings> {
    // One sum of text, not one for each column: what it costs most is to put its parts in order.
    const one =
      "CAST(filme_id AS TEXT) || ',' || CAST(avaliacao AS TEXT) || ',' || COALESCE(CAST(avaliado_em AS TEXT), 'NaN')";
    for (let after = 0; ;) {
      const rows = await this.database.queryStale<PageRow>(
        `SELECT usuario_id, string_agg(${one}, ',' ORDER BY filme_id) AS avaliacoes
         FROM avaliacoes WHERE usuario_id > $1 ${among(chosen)}
         GROUP BY usuario_id ORDER BY usuario_id LIMIT ${USERS_PER_PAGE}`,
        [after],
      );
      for (const row of rows) yield { userId: row.usuario_id, ...apart(row.avaliacoes), told: [] };
      const last = rows.at(-1);
      if (!last || rows.length < USERS_PER_PAGE) return;
      after = last.usuario_id;
    }
  }
}

function among({ share = 1, part }: ChosenUsers): string {
  // Multiplying modulo a prime spreads ids that follow each other evenly.
  const spread = `usuario_id % ${PRIME} * ${FACTOR} % ${PRIME}`;
  const ofSample = share < 1 ? `AND ${spread} < ${Math.round(share * PRIME)}` : '';
  return part ? `${ofSample} AND ${spread} % ${part.of} = ${part.number - 1}` : ofSample;
}

function apart(joined: string): Pick<UserRatings, 'filmIds' | 'ratings' | 'times'> {
  const filmIds: number[] = [];
  const ratings: number[] = [];
  const times: number[] = [];
  const parts = joined.split(',');
  for (let n = 0; n < parts.length; n += 3) {
    filmIds.push(Number(parts[n]));
    ratings.push(Number(parts[n + 1]));
    times.push(Number(parts[n + 2]));
  }
  return { filmIds, ratings, times };
}
