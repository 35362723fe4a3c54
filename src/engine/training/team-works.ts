import { halosOf } from './block-tasks';
import { solveBlock, solveSummedBlock } from './block-solve';
import { tastesOf } from './fit-stages';
import { nextFilmsOfSome } from './learn-next-films';
import { addBlock, addFollowersOfSome, addTastesOfSome } from './model-sums';
import { columnsOfProduct } from '../linear-algebra/team-products';

/** All that a team is asked for, by the names of the functions: another thread finds there what it is to do. */
export const teamWorks = {
  addBlock,
  addFollowersOfSome,
  addTastesOfSome,
  columnsOfProduct,
  halosOf,
  nextFilmsOfSome,
  solveBlock,
  solveSummedBlock,
  tastesOf,
};
