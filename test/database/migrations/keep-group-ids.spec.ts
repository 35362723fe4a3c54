import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { eachDatabase } from '../../support/databases';

eachDatabase('a database of the release before', (_, create) => {
  it('numbers its film groups from 1, and goes on after them', async () => {
    const source = await new DataSource(dataSourceOptions(await create(), [])).initialize();
    try {
      await source.runMigrations({ transaction: 'all' });
      const applied = async (): Promise<string[]> =>
        (await source.query<{ name: string }[]>('SELECT name FROM migracoes')).map(({ name }) => name);
      while ((await applied()).includes('Grupos1764300000000')) await source.undoLastMigration({ transaction: 'all' });
      await source.query(
        `INSERT INTO modelo_versoes (id, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em)
         VALUES (1, 'pronto', 2, '{}', '{}', 1, 1, 1, '', 0)`,
      );
      for (const [kind, index] of [
        ['gosto', 0],
        ['grupo', 0],
        ['grupo', 1],
        ['grupo', 2],
      ] as const)
        await source.query(
          `INSERT INTO modelo_centroides (versao_id, tipo, indice, nome, tamanho, vetor) VALUES (1, '${kind}', ${index}, '', 1, '[]')`,
        );
      await source.runMigrations({ transaction: 'all' });
      expect(await source.query('SELECT tipo, indice, grupo_id FROM modelo_centroides ORDER BY tipo, indice')).toEqual([
        { tipo: 'gosto', indice: 0, grupo_id: null },
        { tipo: 'grupo', indice: 0, grupo_id: 1 },
        { tipo: 'grupo', indice: 1, grupo_id: 2 },
        { tipo: 'grupo', indice: 2, grupo_id: 3 },
      ]);
      expect(await source.query(`SELECT valor FROM sistema WHERE chave = 'ultimo_grupo'`)).toEqual([{ valor: '3' }]);
    } finally {
      await source.destroy();
    }
  });
});
