import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import type { Contents } from './databases';
import { trainedDemonstration } from './trained-demonstration';
import { train } from './training';

/**
 * The demonstration with two versions of the model: the first of all its ratings, and the second, which is active, of what is left of them, so much
 * less that the gate does not compare the two. The first thirty people keep theirs.
 */
export const twiceTrained: Contents = {
  name: 'twice_trained_demonstration',
  upon: trainedDemonstration,
  fill: async (location) => {
    const database = await Database.open(location, entities);
    try {
      await database.write((transaction) =>
        transaction.query('DELETE FROM avaliacoes WHERE usuario_id > 30 AND usuario_id % 2 = 0'),
      );
      await train(database, { origin: 'comando', tuning: 'nunca' });
    } finally {
      await database.close();
    }
  },
};
