import { filmMask } from '../evaluation/evaluate';
import type { PartWeights } from '../model/parameters';
import { bestFilms } from '../scoring/best-films';
import type { ScoreParts } from '../scoring/score-parts';
import { judge, type Judgement, type ValidationUser } from './validation-users';

/** Films that each part brings: none that is further down in all of them comes to the top of their sum. */
const KEPT = 60;

/** How the parts are summed. */
export interface Mixture {
  readonly weights: PartWeights;
  readonly biasWeight: number;
}

/**
 * The parts of the scores of the films that could be in a user's list, whatever the parts weigh: the score is linear in the
 * weights, so that a choice of weights costs some hundred multiplications a user, and no part is computed again.
 */
export class ThinParts {
  private readonly cases: readonly ThinCase[];

  constructor(users: readonly ValidationUser[], parts: (n: number) => ScoreParts) {
    this.cases = users.map((user, n) => thin(user, parts(n)));
  }

  /** How good the lists of each user are. O(users films kept). */
  judge({ weights, biasWeight }: Mixture): Judgement {
    return judge(this.cases, ({ films, parts }) => {
      const [tastes, blocks, next, bias, popularity, trend] = parts;
      const score = new Float32Array(films.length);
      for (let f = 0; f < score.length; f++) {
        score[f] =
          weights.tastes * tastes[f] +
          weights.blocks * blocks[f] +
          weights.next * next[f] +
          biasWeight * bias[f] +
          popularity[f] +
          trend[f];
      }
      return score;
    });
  }
}

interface ThinCase {
  /** Ascending. */
  readonly films: Uint32Array;
  /** Taste centroids, blocks, next films, bias, popularity and trend, each scaled: as many as films. */
  readonly parts: readonly Float32Array[];
  /** Places among the films. */
  readonly liked: ReadonlySet<number>;
  readonly disliked: ReadonlySet<number>;
}

function thin(user: ValidationUser, { tastes, blocks, next, bias, popularity, trend }: ScoreParts): ThinCase {
  const { liked, disliked, history } = user;
  const excluded = filmMask(bias.score.length, history.film);
  // The weight of the bias is what is asked about: its own scale does not count.
  const all = [tastes, blocks, next, { score: bias.score, scale: 1 }, popularity, trend];
  const found = new Set<number>();
  for (const { score, scale } of all) {
    if (scale > 0) {
      bestFilms(score, KEPT, { excluded }).forEach((film) => found.add(film));
    }
  }
  for (const film of [...liked, ...disliked]) {
    found.add(film);
  }
  const films = Uint32Array.from(found).sort();
  const place = new Map(Array.from(films, (film, n) => [film, n]));
  const placesOf = (of: ReadonlySet<number>): Set<number> => new Set([...of].map((film) => place.get(film) ?? -1));
  return {
    films,
    parts: all.map(({ score, scale }) => Float32Array.from(films, (film) => (scale === 0 ? 0 : scale * score[film]))),
    liked: placesOf(liked),
    disliked: placesOf(disliked),
  };
}
