import { ExistingIds } from '../../../src/importing/writing/existing-ids';
import { onConnection } from '../../../src/importing/writing/connection';
import { addUsers } from '../../support/add-rows';
import { eachDatabase } from '../../support/databases';

const known = (ids: ExistingIds) => [1, 2, 3, 4].filter((id) => ids.has(id));

eachDatabase('the ids that are known to exist', (open) => {
  it('are those that were found, of which each is found once', async () => {
    const database = await open();
    await addUsers(database, [1, 2]);
    const ids = new ExistingIds('usuarios');
    const lookUp = (given: number[]) => onConnection(database, 'look', (connection) => ids.lookUp(connection, given));
    expect([await lookUp([1, 3]), known(ids)]).toEqual([[1], [1]]);
    expect([(await lookUp([1, 2, 3])).sort(), known(ids)]).toEqual([[2], [1, 2]]);
    expect(await lookUp([1, 2])).toEqual([]);
  });

  it('are put right by what is known for certain', () => {
    const ids = new ExistingIds('usuarios');
    ids.add([1, 2, 4]);
    expect([ids.learn([1, 2, 3], new Set([2, 3])), known(ids)]).toEqual([[3], [2, 3, 4]]);
    ids.clear();
    expect(known(ids)).toEqual([]);
  });
});
