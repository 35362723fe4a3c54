/** A film is liked when it is rated at least this share of the top of the scale. */
const LIKED_SHARE = 0.7;

/** … and disliked when it is rated below this share. What lies between says neither. */
const DISLIKED_SHARE = 0.55;

/** Ratings are kept in single precision: 0.7 of a scale of 1 must stay liked after rounding. */
const ROUNDING = 1e-6;

/** How a rating becomes a preference, see `preference`. Stored models refer to the order: add at the end. */
export const PREFERENCE_KINDS = ['linear', 'graded', 'binary'] as const;

export type PreferenceKind = (typeof PREFERENCE_KINDS)[number];

export function isLiked(rating: number, top: number): boolean {
  return rating >= (LIKED_SHARE - ROUNDING) * top;
}

export function isDisliked(rating: number, top: number): boolean {
  return rating < (DISLIKED_SHARE - ROUNDING) * top;
}

/**
 * Preference, 0..1, that a rating expresses. `linear`: its share of the top of the scale. `graded`: 1 when liked, else
 * 0.4, since having watched a film says most of what its rating says. `binary`: 1, whatever the rating.
 */
export function preference(rating: number, top: number, kind: PreferenceKind): number {
  if (kind === 'linear') {
    return rating / top;
  }
  return kind === 'binary' || isLiked(rating, top) ? 1 : 0.4;
}

/**
 * What a rating says at the moment of a request, -dislike .. 1: its preference, and below zero when the film was disliked.
 * It never falls when the rating rises. dislike: see TrainingParameters.
 */
export function opinion(rating: number, top: number, kind: PreferenceKind, dislike: number | null): number {
  return dislike !== null && isDisliked(rating, top) ? -dislike : preference(rating, top, kind);
}
