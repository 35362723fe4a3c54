import { Database } from '../../../src/database/database';
import { DataVersionService } from '../../../src/recommendation/serving/data-version.service';
import { addUsers } from '../../support/add-rows';
import { eachDatabase } from '../../support/databases';

eachDatabase('versions of what an answer depends on', (_, create) => {
  let database: Database;
  /** As of another replica. */
  let other: Database;
  let versions: DataVersionService;

  beforeAll(async () => {
    const location = await create();
    database = await Database.open(location);
    other = await Database.open(location);
    await addUsers(database, [1, 2, 3]);
  });
  beforeEach(() => (versions = new DataVersionService(database)));
  afterAll(async () => {
    await other.close();
    await database.close();
  });

  const rate = (id: number) =>
    other.write((transaction) =>
      transaction.query(`UPDATE usuarios SET versao_perfil = versao_perfil + 1 WHERE id = ${id}`),
    );
  const profiles = async (...ids: number[]) =>
    (await Promise.all(ids.map((id) => versions.ofUser(id)))).map(({ profile }) => profile);

  it('are looked at once for requests that go on together', async () => {
    const before = await profiles(1, 2, 3);
    const look = jest.spyOn(database, 'commits');
    expect(await profiles(1, 2, 3)).toEqual(before);
    expect(look).toHaveBeenCalledTimes(1);
    look.mockRestore();
  });

  it('are those of now for whoever asks after another server has written', async () => {
    for (let n = 0; n < 20; n++) {
      const [first, second] = await profiles(1, 2);
      await rate(1);
      expect(await profiles(1, 2, 1)).toEqual([first + 1, second, first + 1]);
    }
  });
});
