import { InvalidFields, type FieldError } from '../../http/problem';
import type { Profile } from '../../ratings/profile';
import type { FilmIndex } from './film-index';
import type { VisitorRating } from './visitor.dto';

/** A rating of a film by its number. */
export type NumberedRating = Omit<VisitorRating, 'filme_id'> & { readonly filme_id: number };

/** Ratings of somebody who is not stored, in the order that stored ones have. field: what the body calls them. Throws InvalidFields. */
export function visitorProfile(ratings: readonly NumberedRating[], films: FilmIndex, field = 'avaliacoes'): Profile {
  const first = new Map<number, number>();
  const errors = ratings.flatMap(({ filme_id: id }, n): FieldError[] => {
    const before = first.get(id);
    if (before === undefined) first.set(id, n);
    const message =
      before !== undefined
        ? { pt: `o filme ${id} já veio em ${field}.${before}`, en: `film ${id} came before, in ${field}.${before}` }
        : films.has(id)
          ? null
          : { pt: `o filme ${id} não existe`, en: `film ${id} does not exist` };
    return message ? [{ field: `${field}.${n}.filme_id`, message }] : [];
  });
  if (errors.length > 0) throw new InvalidFields(errors);
  const oldestFirst = [...ratings].sort(
    (a, b) => (a.avaliado_em ?? -1) - (b.avaliado_em ?? -1) || a.filme_id - b.filme_id,
  );
  return {
    version: 0,
    filmIds: oldestFirst.map(({ filme_id }) => filme_id),
    ratings: oldestFirst.map(({ avaliacao }) => avaliacao),
    times: oldestFirst.map(({ avaliado_em }) => avaliado_em ?? null),
    told: [],
    gone: [],
  };
}
