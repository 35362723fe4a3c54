import type { Pace } from '../../access/heavy-work';
import type { FilmsService } from '../../films/films.service';
import { checkedObject } from '../../http/checked-object';
import { InvalidFields, type FieldError } from '../../http/problem';
import type { Ref } from '../../identifiers/identifier';
import { at } from '../../invariants';
import { VisitorRating } from './visitor.dto';
import type { NumberedRating } from './visitor-profile';

/** What a visitor came with: ratings, and films that are not wanted, by our numbers. Throws InvalidFields. */
export async function readVisitor(
  films: FilmsService,
  avaliacoes: readonly unknown[],
  unwanted: readonly Ref[],
  pace: Pace,
): Promise<{ ratings: NumberedRating[]; unwanted: number[] }> {
  const given = await checkRatings(avaliacoes, pace);
  // One look-up for both.
  const refs = [...given.map(({ filme_id }) => filme_id), ...unwanted];
  const fieldOf = (n: number) => (n < given.length ? `avaliacoes.${n}.filme_id` : `excluir.${n - given.length}`);
  const numbers = await films.numbersOf(refs, fieldOf);
  const ratings = given.map((rating, n) => ({ ...rating, filme_id: at(numbers, n) }));
  return { ratings, unwanted: numbers.slice(given.length) };
}

/** Ratings checked at a time: some milliseconds. */
const AT_ONCE = 50;

/**
 * The ratings that a visitor came with, as their class has them. Not checked with the rest of the body: a thousand take as
 * long as all else of a list. field: what the body calls them. Throws InvalidFields that names what is wrong with the first that are.
 */
export async function checkRatings(
  given: readonly unknown[],
  pace: Pace,
  field = 'avaliacoes',
): Promise<VisitorRating[]> {
  const ratings: VisitorRating[] = [];
  for (let from = 0; from < given.length; from += AT_ONCE) {
    const errors: FieldError[] = [];
    await pace(() =>
      given
        .slice(from, from + AT_ONCE)
        .forEach((value, n) => ratings.push(checkedObject(VisitorRating, value, `${field}.${from + n}`, errors))),
    );
    if (errors.length > 0) throw new InvalidFields(errors);
  }
  return ratings;
}
