import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { migrate } from '../../../src/database/migrate';
import { eachDatabase } from '../../support/databases';

eachDatabase('the migration of trainings', (_, create) => {
  it('keeps the history, ends what was running, and can be undone', async () => {
    const options = dataSourceOptions(await create(), []);
    const all = options.migrations as (new () => { name: string })[];
    const until = all.findIndex((migration) => new migration().name.startsWith('Treinos'));
    const before = await new DataSource({ ...options, migrations: all.slice(0, until) }).initialize();
    await migrate(before);
    await before.query(`INSERT INTO modelo_versoes
      (id, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em)
      VALUES (1, 'pronto', 2, '{}', '{}', 1, 1, 1, 'x', 100), (2, 'rejeitado', 2, '{}', '{}', 1, 1, 1, 'x', 200)`);
    await before.query(`INSERT INTO treinos
      (estado, origem, etapa, percentual, iniciado_em, terminado_em, erro, versao_id) VALUES
      ('concluido', 'primeiro', 'concluído', 100, 90, 100, NULL, 1), ('executando', 'agenda', 'leitura', 0, 190, NULL, NULL, NULL)`);
    await before.destroy();

    const after = await new DataSource({ ...options, migrations: all.slice(0, until + 1) }).initialize();
    await migrate(after);
    expect(await after.query('SELECT * FROM treinos ORDER BY id')).toEqual([
      expect.objectContaining({
        ...{ id: 1, estado: 'concluido', origem: 'primeiro', ajuste: 'auto', percentual: 100 },
        ...{ pedido_em: 90, iniciado_em: 90, terminado_em: 100, erro: null, versao_id: 1, batida_em: null },
      }),
      expect.objectContaining({ id: 2, estado: 'falhou', pedido_em: 190, terminado_em: 190 }),
    ]);
    expect(await after.query('SELECT id, ativado_em FROM modelo_versoes ORDER BY id')).toEqual([
      { id: 1, ativado_em: 100 },
      { id: 2, ativado_em: null },
    ]);
    const wait = `INSERT INTO treinos (estado, origem, etapa, percentual, pedido_em)
      VALUES ('na_fila', 'pedido', 'na fila', 0, 300)`;
    await after.query(wait);
    await expect(after.query(wait)).rejects.toThrow(/unique/i);
    // Numbers go on where they were.
    expect((await after.query("SELECT id FROM treinos WHERE estado = 'na_fila'"))[0].id).toBeGreaterThanOrEqual(3);
    await expect(after.query(`UPDATE treinos SET estado = 'talvez' WHERE id = 1`)).rejects.toThrow(/check constraint/i);

    await after.undoLastMigration();
    expect(await after.query('SELECT id, estado, iniciado_em FROM treinos ORDER BY id')).toEqual([
      { id: 1, estado: 'concluido', iniciado_em: 90 },
      { id: 2, estado: 'falhou', iniciado_em: 190 },
    ]);
    await migrate(after);
    expect(await after.query('SELECT id, pedido_em FROM treinos ORDER BY id')).toHaveLength(2);
    await after.destroy();
  });
});
