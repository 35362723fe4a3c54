import { Logger } from '@nestjs/common';
import request from 'supertest';
import type { DatabaseLocation } from '../../../src/config/settings';
import { eachDatabase } from '../../support/databases';
import { copyVersion } from '../../support/copy-version';
import { startServer, type TestServer } from '../../support/server';
import { trainedDemonstration } from '../../support/trained-demonstration';
import { ActiveModel } from '../../../src/recommendation/model/active-model';

eachDatabase('a server whose newest model cannot be used', (_, create) => {
  let server: TestServer;
  let location: DatabaseLocation;
  let newest = 1;
  beforeAll(async () => {
    location = await create(trainedDemonstration);
    server = await startServer(location);
  });
  afterAll(() => server.close());

  /** Make a copy of version 1 the active one after doing `harm` to it, and tell which version answers. */
  const servedAfter = async (harm: (version: number) => string) => {
    const version = (newest += 1);
    await copyVersion(server.database, version, harm(version));
    await server.database.write((transaction) => transaction.query(`UPDATE modelo_ativo SET versao_id = ${version}`));
    await server.app.get(ActiveModel).follow();
    const { headers, body } = await request(server.url).get('/filmes/1/recomendacoes').expect(200);
    expect(body).toHaveLength(5);
    return Number(headers['x-modelo-versao']);
  };

  it('takes over a version that is whole', async () => {
    expect(await servedAfter(() => 'SELECT 1')).toBe(2);
  });

  it.each([
    ['a chunk is missing', (v: number) => `DELETE FROM modelo_blocos WHERE versao_id = ${v} AND nome = 'readout'`],
    [
      'a chunk has other bytes',
      (v: number) =>
        `UPDATE modelo_blocos SET dados = substr(dados, 1, 8) WHERE versao_id = ${v} AND nome = 'loadings'`,
    ],
    [
      'a chunk has another checksum',
      (v: number) => `UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = ${v} AND nome = 'filmGroup'`,
    ],
    ['an older engine made it', (v: number) => `UPDATE modelo_versoes SET motor = 1 WHERE id = ${v}`],
  ])('keeps serving the one before when %s', async (_title, harm) => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect(await servedAfter(harm)).toBe(2);
    // Said once, however often it is looked at.
    await server.app.get(ActiveModel).follow();
    expect(logged.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringMatching(new RegExp(`^Versão ${newest} não pôde ser lida: Error: .+; a versão 2 continua em uso$`)),
    ]);
    logged.mockRestore();
  });

  it('is stood in for, when a process starts with it, by the newest of the others that can be used', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    // Newer than version 2, which is whole: a rejected one, and those that were harmed above.
    newest += 1;
    await copyVersion(server.database, newest, `UPDATE modelo_versoes SET estado = 'rejeitado' WHERE id = ${newest}`);
    const started = await startServer(location, { logLevel: 'error' });
    const { headers } = await request(started.url).get('/filmes/1/recomendacoes').expect(200);
    await started.close();
    logged.mockRestore();
    expect(headers['x-modelo-versao']).toBe('2');
  });

  it('goes on with a whole one when it is told to', async () => {
    await server.app.get(ActiveModel).activate(1);
    const { headers } = await request(server.url).get('/filmes/1/recomendacoes').expect(200);
    expect(headers['x-modelo-versao']).toBe('1');
  });
});
