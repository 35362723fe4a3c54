import { Injectable } from '@nestjs/common';
import { Catalogue, type CatalogueState } from '../../films/catalogue';
import { traitKey, traitsOf } from '../../films/film-traits';
import { RatingCounts } from '../../ratings/rating-counts';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import { GroupIndexes } from '../groups/group-indexes';

/** What all users together like: likes, by what the liked films are. */
export interface AverageTaste {
  readonly likes: number;
  /** By place of the film group in the model; none without a model. */
  readonly byGroup: Float64Array;
  /** By key of the trait, see film-traits.ts. */
  readonly byTrait: ReadonlyMap<string, number>;
}

/**
 * What a user is compared with. From the likes that the model has counted, once for each model and state of the catalogue;
 * before the first model from the ratings, as often as RatingCounts counts them.
 */
@Injectable()
export class AverageTastes {
  private readonly kept = new OncePerModel<AverageTaste>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly counts: RatingCounts,
    private readonly indexes: GroupIndexes,
  ) {}

  async now(model: ServedModel | null): Promise<AverageTaste> {
    const catalogue = await this.catalogue.now();
    if (!model) {
      const liked = new Map((await this.counts.mostLiked(null)).map((count) => [count.filmId, count.liked]));
      return averageOf(catalogue, (id) => liked.get(id) ?? 0, new Map(), 0);
    }
    return this.kept.of(model, catalogue.version, async () => {
      const { groupOf } = await this.indexes.of(model);
      const liked = (id: number): number => {
        const column = model.columnOf.get(id);
        return column === undefined ? 0 : model.taste.likedCount[column];
      };
      return averageOf(catalogue, liked, groupOf, model.groups.length);
    });
  }
}

function averageOf(
  { films }: CatalogueState,
  likesOf: (id: number) => number,
  groupOf: ReadonlyMap<number, number>,
  groupCount: number,
): AverageTaste {
  const byGroup = new Float64Array(groupCount);
  const byTrait = new Map<string, number>();
  let likes = 0;
  for (const film of films) {
    const count = likesOf(film.id);
    if (count === 0) continue;
    likes += count;
    const group = groupOf.get(film.id);
    if (group !== undefined) byGroup[group] += count;
    for (const trait of traitsOf(film)) byTrait.set(traitKey(trait), (byTrait.get(traitKey(trait)) ?? 0) + count);
  }
  return { likes, byGroup, byTrait };
}
