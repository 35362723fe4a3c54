/** A film is liked when it is rated at least this share of the top of the scale. */
const LIKED_SHARE = 0.7;

/** … or told to be preferred by at least this much, -1 .. 1; … */
const LIKED_PREFERENCE = 0.5;

/** … and disliked when it is rated below this share. What lies between says neither. */
const DISLIKED_SHARE = 0.55;

/** Ratings are kept in single precision: 0.7 of a scale of 1 must stay liked after rounding. */
const ROUNDING = 1e-6;

/** By how much a preference that was told lies below itself where a rating would stand. */
const TOLD = -3;

/** How a rating becomes a preference, see `preference`. Stored models refer to the order: add at the end. */
export const PREFERENCE_KINDS = ['linear', 'graded', 'binary'] as const;

export type PreferenceKind = (typeof PREFERENCE_KINDS)[number];

/**
 * What stands in place of a rating when somebody told a preference, -1 .. 1, otherwise than by rating, as by watching a film to
 * its end: a number from -4 to -2, which no rating is.
 */
export function toldPreference(preference: number): number {
  return preference + TOLD;
}

export function isTold(rating: number): boolean {
  return rating < 0;
}

/** Whether it is a rating of that scale, or a preference that was told. highest: top of the scale, as ratings are rounded. */
export function isOpinion(rating: number, highest: number): boolean {
  return (rating >= 0 && rating <= highest) || (rating >= TOLD - 1 && rating <= TOLD + 1);
}

/** The rating that says as much as a preference that was told; a rating itself. */
export function asRating(rating: number, top: number): number {
  return isTold(rating) ? (top * (rating - TOLD + 1)) / 2 : rating;
}

/** A preference that was told is one from a half on: wanting to see a film is not having liked it. */
export function isLiked(rating: number, top: number): boolean {
  if (isTold(rating)) return rating >= TOLD + LIKED_PREFERENCE - ROUNDING;
  return rating >= (LIKED_SHARE - ROUNDING) * top;
}

/** A preference that was told is one below zero. */
export function isDisliked(rating: number, top: number): boolean {
  if (isTold(rating)) return rating < TOLD - ROUNDING;
  return rating < (DISLIKED_SHARE - ROUNDING) * top;
}

/**
 * Preference, 0..1, that a rating expresses. `linear`: its share of the top of the scale. `graded`: 1 when liked, else
 * 0.4, since having watched a film says most of what its rating says. `binary`: 1, whatever the rating. One that was told is
 * what it is, but none below zero: what somebody will not see they have not chosen.
 */
export function preference(rating: number, top: number, kind: PreferenceKind): number {
  if (isTold(rating)) return Math.max(0, rating - TOLD);
  if (kind === 'linear') {
    return rating / top;
  }
  return kind === 'binary' || isLiked(rating, top) ? 1 : 0.4;
}

/**
 * What a rating says by itself, -dislike .. 1: its preference, and below zero when
 * the film was disliked; what was told, -1 .. 1, as it is. It never falls when the rating rises. dislike: see TrainingParameters.
 */
export function opinion(rating: number, top: number, kind: PreferenceKind, dislike: number | null): number {
  if (isTold(rating)) return rating - TOLD;
  return dislike !== null && isDisliked(rating, top) ? -dislike : preference(rating, top, kind);
}

/** How ratings are read; see TrainingParameters. */
export interface Reading {
  readonly preference: PreferenceKind;
  readonly dislike: number | null;
  readonly centring: number;
}

/** Where the ratings of disliked films lie, of which one says as much as another. */
const DISLIKE_SHARE = 0.4;

/**
 * What a rating says at the moment of a request, -dislike - 0.6 .. 2: its opinion, and `centring` times how far it lies above the mean of its
 * film. A 4 says more of somebody who gives it to a film that others give 2.5 than to one that they give 4.5; a dislike says the more
 * the better others like the film. It never falls when the rating rises; what was told otherwise is what it is. mean: of the film's
 * ratings, 0..1, the top being 1.
 */
export function centredOpinion(
  rating: number,
  top: number,
  mean: number,
  { preference: kind, dislike, centring }: Reading,
): number {
  const says = opinion(rating, top, kind, dislike);
  if (centring === 0 || isTold(rating)) return says;
  const above = dislike !== null && isDisliked(rating, top) ? Math.min(0, DISLIKE_SHARE - mean) : rating / top - mean;
  return says + centring * above;
}
