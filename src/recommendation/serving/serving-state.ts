import type { ServedModel } from '../model/served-model';
import type { CompiledRules } from './compiled-rules';
import type { FilmIndex } from './film-index';
import type { FilmRows } from './film-rows';
import type { FilmScores } from './film-scores';
import type { HttpAnswer } from './http-answer';
import type { Trend } from './trends';
import { UserCache } from './user-cache';

/** Memory for scores, in bytes: those of 1,600 users on 9,700 films. */
const SCORES_MEMORY = 64 * 1024 * 1024;

/** Memory for answers, in bytes: some 6,000 lists of ten films, with what is kept of them compressed. */
const ANSWERS_MEMORY = 32 * 1024 * 1024;

/** About what an answer takes beside its body and its key, headers in several forms among it, in bytes. */
const ANSWER_OVERHEAD = 1500;

/**
 * What every answer is made from besides the person: a model, the catalogue at one of its versions, what is rising, and the rules in force. All that
 * is kept of films and users is kept in it, so that nothing outlives what it was made of.
 */
export class ServingState {
  /** Of users whose taste the model knows, by user. */
  readonly scores: UserCache<number, FilmScores>;

  /** By user and all that was asked for. */
  readonly answers: UserCache<string, HttpAnswer>;

  constructor(
    /** Null before the first training. */
    readonly model: ServedModel | null,
    /** Version of the catalogue. */
    readonly catalogue: number,
    readonly index: FilmIndex,
    readonly films: FilmRows,
    /** Null where nothing rises. */
    readonly trend: Trend | null,
    /** By place, see `trendScores`. */
    readonly rising: Float32Array | undefined,
    readonly rules: CompiledRules,
    /** The share that it has of the memory for scores and answers, 0..1. */
    room: number,
  ) {
    this.scores = new UserCache(
      room * SCORES_MEMORY,
      ({ order, profile }) => 500 + 4 * order.length + 20 * profile.filmIds.length + 80 * profile.told.length,
    );
    this.answers = new UserCache(
      room * ANSWERS_MEMORY,
      ({ body, forms, films }, key) => ANSWER_OVERHEAD + body.length + forms.most + 8 * films.length + 2 * key.length,
    );
  }
}
