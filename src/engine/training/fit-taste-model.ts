import { solveBlocks } from './block-solve';
import { filmColumns } from '../linear-algebra/film-columns';
import { filmWeightsOf } from './block-tasks';
import type { FilmTraits } from '../model/token-weights';
import { finishModel } from './finish-model';
import { beginStages, type OnProgress, FIT_SHARES } from './fit-progress';
import { learnNextFilms } from './learn-next-films';
import type { TasteModel } from '../model/model';
import { outlineOf, withTastes } from './model-structure';
import { addFilms, addingBy, addTastes, blockOpinions, noFilmSums, noTasteSums, wholeOpinions } from './model-sums';
import { noNextFilms } from '../model/next-films';
import { checkParameters, type TrainingParameters } from '../model/parameters';
import type { RatingTable } from '../ratings/rating-table';
import { alone, type Team } from '../team';

/** What a training can be given beside ratings and parameters. */
export interface FitOptions {
  readonly onProgress?: OnProgress;
  /** Who does the work: the same model, whoever it is. Without it the calling thread. */
  readonly team?: Team;
  /** Words of each film of the table; without them nothing is predicted of films that nobody has rated. */
  readonly traits?: FilmTraits;
}

/**
 * Fit a model to a table of ratings. Same table, same parameters: the same model, byte by byte; the order of the users makes no difference
 * beyond rounding. It is that of `fitFromSums`. The promise gives way to other work between the stages.
 *
 * O(iterations (ratings d + users' sample k d) + ratings k + users k^2 + (head + halo)^3 + films (block + halo)^2 + ratings
 * window). Throws
 * InvalidParameters.
 */
export async function fitTasteModel(
  table: RatingTable,
  parameters: TrainingParameters,
  options: FitOptions = {},
): Promise<TasteModel> {
  checkParameters(parameters);
  const { onProgress = () => undefined, team = alone } = options;
  const begin = beginStages(onProgress);
  const outline = await outlineOf(table, parameters, table.userCount, begin, team);
  const { tasks, units, blockRidge } = outline;

  await begin('next films');
  const opinions = wholeOpinions(table, outline);
  const columns = filmColumns(blockOpinions(table, opinions, outline));
  let solvedTasks = 0;
  let tellSolved = (): void => undefined;
  // Whoever has no block left to solve goes on to the next films.
  const solving = solveBlocks(team, columns, tasks, blockRidge, (count) => {
    solvedTasks = count;
    tellSolved();
  });
  // It is awaited below; until then a failure must not look like one that nobody handles.
  solving.catch(() => undefined);
  const nextFilms = outline.timed
    ? await learnNextFilms(table, outline.parameters, units.weight, team)
    : noNextFilms(table.filmCount);

  await begin('read-out');
  const structure = await withTastes(outline);
  const films = noFilmSums(structure);
  addFilms(films, table);
  const tastes = noTasteSums(structure);
  await addTastes(tastes, table, opinions, structure, addingBy(team, structure));

  await begin('film weights');
  const [from, to] = [FIT_SHARES['film weights'], FIT_SHARES['cold films']];
  tellSolved = () => onProgress('film weights', from + ((to - from) * solvedTasks) / tasks.length);
  const filmWeights = filmWeightsOf(table.filmCount, tasks, await solving, parameters);
  return finishModel(structure, { ...tastes, ...films }, { filmWeights, nextFilms }, options.traits, begin);
}
