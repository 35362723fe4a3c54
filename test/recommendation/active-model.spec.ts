import request from 'supertest';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { ActiveModel } from '../../src/recommendation/model/active-model';

eachDatabase('a server whose newest model cannot be used', (_, create) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer(await create(), { seed: 'demo', logLevel: 'error' });
    await server.train();
  });
  afterEach(() => server.close());

  /** Make version 2 the active one after doing something to it, then ask for recommendations. */
  const servedAfter = async (harm: string) => {
    await server.database.write(async (transaction) => {
      await transaction.query(
        `INSERT INTO modelo_versoes (id, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em)
         SELECT 2, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em FROM modelo_versoes`,
      );
      await transaction.query(
        `INSERT INTO modelo_centroides SELECT 2, tipo, indice, nome, tamanho, vetor FROM modelo_centroides`,
      );
      await transaction.query(
        `INSERT INTO modelo_blocos SELECT 2, nome, parte, tipo, linhas, colunas, dados, sha256 FROM modelo_blocos`,
      );
      await transaction.query(harm);
      await transaction.query('UPDATE modelo_ativo SET versao_id = 2');
    });
    await server.app.get(ActiveModel).follow();
    const { headers, body } = await request(server.url).get('/filmes/1/recomendacoes').expect(200);
    expect(body).toHaveLength(5);
    return headers['x-modelo-versao'];
  };

  it('takes over a version that is whole', async () => {
    expect(await servedAfter('SELECT 1')).toBe('2');
  });

  it.each([
    ['a chunk is missing', `DELETE FROM modelo_blocos WHERE versao_id = 2 AND nome = 'readout'`],
    [
      'a chunk has other bytes',
      `UPDATE modelo_blocos SET dados = substr(dados, 1, 8) WHERE versao_id = 2 AND nome = 'loadings'`,
    ],
    [
      'a chunk has another checksum',
      `UPDATE modelo_blocos SET sha256 = 'x' WHERE versao_id = 2 AND nome = 'filmGroup'`,
    ],
    ['another engine made it', 'UPDATE modelo_versoes SET motor = 99 WHERE id = 2'],
  ])('keeps serving the one before when %s', async (_title, harm) => {
    expect(await servedAfter(harm)).toBe('1');
  });
});
