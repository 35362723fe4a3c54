import { leaningPart } from '../../engine/scoring/score-parts';
import { rounded } from '../../http/rounded';
import type { FilmIndex } from './film-index';
import type { FilmScores } from './film-scores';

/** Digits of a score as it is told to who may not read the person. From exact ones of many films the ratings can be calculated. */
export const PUBLIC_DIGITS = 1;

/** … and the steps in which they may ask for popularity: by finer ones exact scores could be found out. */
const PUBLIC_STEPS = 4;

/** Share of all likes that hits have. */
const HITS = 0.8;

/**
 * The same for who asks for films from the long tail, popularity -1, to hits, 1. By taste it is a part of the score; among popular films
 * it passes over the most liked, at -1 those that have four fifths of all likes, which then come last.
 */
export function leaning(scores: FilmScores, popularity: number, forPublic: boolean): FilmScores {
  const asked = forPublic ? Math.round(PUBLIC_STEPS * popularity) / PUBLIC_STEPS : popularity;
  const { index, byTaste, plain, circumstances } = scores;
  if (asked === 0) return scores;
  if (!byTaste) return asked < 0 ? { ...scores, order: hitsLast(scores, -asked * HITS) } : scores;
  const order = forPublic ? plain.map((score) => rounded(score, PUBLIC_DIGITS)) : plain.slice();
  if (index.model) {
    const { score, scale } = leaningPart(index.model.taste, asked);
    score.forEach((likes, column) => (order[column] += scale * likes));
  }
  return { ...scores, order, shown: order, circumstances: { ...circumstances, popularity: asked } };
}

/** By place: 1 for films of the long tail, all but the most liked ones that together have four fifths of all likes. Of none without a model. */
export function leastLiked({ ids, model }: FilmIndex): Uint8Array {
  const tail = new Uint8Array(ids.length);
  if (!model) return tail;
  const likes = new Float64Array(ids.length);
  likes.set(model.taste.likedCount);
  const most = HITS * likes.reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (const place of Uint32Array.from(likes.keys()).sort((a, b) => likes[b] - likes[a] || a - b)) {
    tail[place] = passed < most ? 0 : 1;
    passed += likes[place];
  }
  return tail;
}

/** An order of popular films in which the first ones, as many as have this share of all likes, come after all the others. */
function hitsLast({ plain, shown: likes }: FilmScores, share: number): Float32Array {
  const places = Uint32Array.from(plain.keys()).sort((a, b) => plain[b] - plain[a] || a - b);
  const most = share * likes.reduce((sum, count) => sum + count, 0);
  const lowest = plain.reduce((low, value) => Math.min(low, value), 0);
  const order = plain.slice();
  let passed = 0;
  for (let n = 0; n < places.length && passed < most; n++) {
    passed += likes[places[n]];
    order[places[n]] = lowest - 1 - n;
  }
  return order;
}
