import { availableParallelism } from 'node:os';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { RatingTable } from '../../engine/ratings/rating-table';
import { defaultParameters, withDefaults } from '../../engine/model/parameters';
import { nextCandidates, structureOf } from '../../engine/training/model-structure';
import { addingBy, addUsers, type ModelSums, noSums } from '../../engine/training/model-sums';
import { FilmsService } from '../../films/films.service';
import { RatingStream, type UserRatings } from '../../ratings/rating-stream';
import { ModelStore } from '../model/model-store';
import type { PartOfSums, SumsBasis } from './sums-file';
import { threadTeam } from './thread-team';
import { MOST_RATINGS, MOST_RATINGS_HELD, ratingBatches, readTrainingData } from './training-data';

/** Makes the sums of one part of the users, as `fitFromSums` takes those of all parts. */
@Injectable()
export class PartSums {
  constructor(
    private readonly films: FilmsService,
    private readonly ratings: RatingStream,
    private readonly store: ModelStore,
    @Optional() @Inject(MOST_RATINGS_HELD) private readonly most = MOST_RATINGS,
  ) {}

  /** The structure of the ratings as they are, by the parameters with which a training without tuning would go on. */
  async basis(): Promise<SumsBasis> {
    // Before all else: see TrainingStages.
    const generation = await this.ratings.generation();
    const { rows, filmIds, sampledOf } = await readTrainingData(this.ratings, await this.films.described(), this.most);
    const active = await this.store.activeRecord();
    const table = RatingTable.fromRows(rows);
    const known = active?.findings.tuning;
    const parameters = known ? withDefaults(known.parameters) : defaultParameters;
    const team = threadTeam(availableParallelism());
    const structure = await structureOf(table, parameters, sampledOf ?? table.userCount, undefined, team);
    const candidates = await nextCandidates(table, structure, team);
    return { structure, candidates, filmIds: Array.from(filmIds), generation };
  }

  /** Sums over the users of a part, of nobody for part 0. */
  of(basis: SumsBasis, part: PartOfSums): Promise<ModelSums> {
    if (part.number === 0) return Promise.resolve(noSums(basis.structure, basis.candidates));
    return sumsOf(basis, this.ratings.users({ part }));
  }
}

/** Sums over these users. */
export async function sumsOf(
  { structure, candidates, filmIds }: SumsBasis,
  users: AsyncIterable<UserRatings>,
): Promise<ModelSums> {
  const sums = noSums(structure, candidates);
  const adding = addingBy(threadTeam(availableParallelism()), structure);
  for await (const rows of ratingBatches(users, filmIds))
    await addUsers(sums, RatingTable.fromRows(rows, undefined, structure.timed), structure, candidates, adding);
  return sums;
}
