import { Database } from '../../../src/database/database';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { eachDatabase } from '../../support/databases';
import { databaseUrl, startProgram } from '../../support/program';
import { addTastes } from '../../support/two-tastes';

eachDatabase('centroide treinar', (_, create) => {
  it('makes a model, activates it, and says what it was made of', async () => {
    const location = await create();
    const database = await Database.open(location);
    await addTastes(database);
    const program = startProgram('cli.js', ['treinar', '--sem-ajuste'], { DATABASE_URL: databaseUrl(location) });
    expect([await program.ended, program.output()]).toEqual([
      0,
      expect.stringMatching(/^Versão 1 ativa: 154 avaliações em \d+\.\d s$/m),
    ]);
    expect(await new ModelStore(database).activeVersion()).toBe(1);
    await database.close();
  });
});
