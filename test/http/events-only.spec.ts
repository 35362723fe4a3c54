import { usualSignals } from '../../src/config/signals';
import type { Database } from '../../src/database/database';
import { defaultParameters } from '../../src/engine/model/parameters';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { filmsOf } from '../support/films-service';
import { seedDemo } from '../../src/importing/demo/seed-demo';
import { RatingStream } from '../../src/ratings/rating-stream';
import { ndcgOf, type ModelQuality } from '../../src/recommendation/model/model-quality';
import { measureQuality, qualitySplit } from '../../src/recommendation/training/measure';
import { readTrainingData } from '../../src/recommendation/training/training-data';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer } from '../support/server';

/** Every rating as having watched the film to its end. */
const AS_EVENTS = `INSERT INTO eventos (id, usuario_id, filme_id, tipo, valor, quando)
  SELECT CAST(filme_id AS TEXT), usuario_id, filme_id, 'assistiu', 1, avaliado_em
  FROM avaliacoes ORDER BY avaliacoes.usuario_id, avaliacoes.filme_id`;

/** NDCG@10 on the held-out fifth by a model to which all ratings are alike. */
async function ndcgOfBinary(database: Database): Promise<{ ratings: number; ndcg: number }> {
  const catalogue = await filmsOf(database).described();
  const { rows } = await readTrainingData(new RatingStream(database, { signals: usualSignals }), catalogue);
  const split = qualitySplit(RatingTable.fromRows(rows), defaultParameters.seed);
  const parameters = { ...defaultParameters, preference: 'binary' as const };
  return { ratings: rows.user.length, ndcg: valueOf(await measureQuality(split, parameters, {}, () => undefined)) };
}

function valueOf(quality: ModelQuality | null): number {
  return (quality && ndcgOf(quality)?.value) ?? NaN;
}

eachDatabase('a service with events and not one star', (_, create) => {
  it('trains, is measured and recommends like one with ratings that are all alike', async () => {
    const server = await startServer(await create());
    const client = clientOf(() => server);
    const run = (sql: string) => server.database.write((transaction) => transaction.query(sql));
    try {
      await seedDemo(server.database);
      // What is held out and liked is then the same for both.
      await run('DELETE FROM avaliacoes WHERE avaliacao < 3.5');
      const { ratings, ndcg } = await ndcgOfBinary(server.database);
      await run(AS_EVENTS);
      await run('DELETE FROM avaliacoes');
      const popular = (await client.get('/filmes/populares').expect(200)).body as { gostaram: number }[];
      expect(popular[0].gostaram).toBeGreaterThan(0);
      await server.train();
      const { body } = await client.get('/modelo').expect(200);
      expect([body.avaliacoes, body.usuarios]).toEqual([ratings, 400]);
      const line = body.qualidade.tabela.find(({ papel }: { papel: string }) => papel === 'modelo');
      expect(line.ndcg10.valor).toBeGreaterThan(0.97 * ndcg);
      expect(line.ndcg10.valor).toBeLessThan(1.03 * ndcg);
      const answer = await client.get('/usuarios/1/recomendacoes?limite=20&explicar=true').expect(200);
      expect(answer.headers['x-recomendacao-origem']).toBe('modelo');
      const seen = await client.get('/usuarios/1/eventos?limite=100').expect(200);
      const films = new Set((seen.body as { filme_id: number }[]).map(({ filme_id }) => filme_id));
      const listed = answer.body as { id: number; motivos: { tipo: string }[] }[];
      expect(listed.filter(({ id }) => films.has(id))).toEqual([]);
      expect(listed.flatMap(({ motivos }) => motivos).filter(({ tipo }) => tipo === 'evento').length).toBeGreaterThan(
        9,
      );
    } finally {
      await server.close();
    }
  }, 120_000);
});
