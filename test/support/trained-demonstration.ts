import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { seedDemo } from '../../src/importing/demo/seed-demo';
import type { Contents } from './databases';
import { train } from './training';

/** The demonstration catalogue with its first model, untuned: for tests of what is read off a model. */
export const trainedDemonstration: Contents = {
  name: 'trained_demonstration',
  fill: async (location) => {
    const database = await Database.open(location, entities);
    try {
      await seedDemo(database);
      await train(database, { origin: 'comando', tuning: 'nunca' });
    } finally {
      await database.close();
    }
  },
};
