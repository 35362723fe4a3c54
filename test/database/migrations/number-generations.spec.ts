import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { eachDatabase } from '../../support/databases';

eachDatabase('a database of before generations', (_, create) => {
  it('takes its models for those of its data, but for those that are older than a replacement it knows of', async () => {
    const source = await new DataSource(dataSourceOptions(await create(), [])).initialize();
    try {
      await source.runMigrations({ transaction: 'all' });
      const applied = async (): Promise<string[]> =>
        (await source.query<{ name: string }[]>('SELECT name FROM migracoes')).map(({ name }) => name);
      while ((await applied()).includes('Geracoes1764730000000'))
        await source.undoLastMigration({ transaction: 'all' });
      for (const [id, at] of [
        [1, 100],
        [2, 300],
      ])
        await source.query(
          `INSERT INTO modelo_versoes (id, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em)
           VALUES (${id}, 'pronto', 2, '{}', '{}', 1, 1, 1, '', ${at})`,
        );
      for (const [at, dryRun, existing] of [
        [200, false, 'replace'],
        [400, true, 'replace'],
        [400, false, 'keep'],
      ])
        await source.query(
          `INSERT INTO trabalhos (tipo, estado, pedido, percentual, pedido_em, iniciado_em)
           VALUES ('importacao', 'concluido',
             '{"file":"a","path":"b","options":{"dryRun":${String(dryRun)},"existing":"${String(existing)}","scale":null}}',
             100, 0, ${String(at)})`,
        );
      await source.runMigrations({ transaction: 'all' });
      expect(await source.query('SELECT id, geracao FROM modelo_versoes ORDER BY id')).toEqual([
        { id: 1, geracao: 0 },
        { id: 2, geracao: 1 },
      ]);
      expect(await source.query(`SELECT valor FROM sistema WHERE chave = 'geracao'`)).toEqual([{ valor: '1' }]);
    } finally {
      await source.destroy();
    }
  });
});
