/** Ratings that cannot be trained on or scored: an index out of range, a value that is not a number, a wrong length. */
export class InvalidRatings extends Error {
  override readonly name = 'InvalidRatings';
}

/** Training parameters outside the range in which the model is defined. */
export class InvalidParameters extends Error {
  override readonly name = 'InvalidParameters';
}

/** A matrix that is to be inverted is not positive definite. */
export class NotPositiveDefinite extends Error {
  override readonly name = 'NotPositiveDefinite';
}

/** A model that must not be served. `array` names the part that is wrong. */
export class UnsoundModel extends Error {
  override readonly name = 'UnsoundModel';

  constructor(
    readonly array: string,
    readonly reason: string,
  ) {
    super(`${array}: ${reason}`);
  }
}
