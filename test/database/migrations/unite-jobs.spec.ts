import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { migrate } from '../../../src/database/migrate';
import { entities } from '../../../src/entities';
import { ImportQueue } from '../../../src/importing/jobs/import-queue';
import { eachDatabase } from '../../support/databases';
import { trainingsOf } from '../../support/training';

const options = '{"dryRun":true,"existing":"keep","scale":null}';
const report = '{"contagens":{},"rejeitadas":[],"avisos":["um aviso"],"sem_uso":["links.csv"]}';

eachDatabase('the migration of jobs', (_, create) => {
  it('keeps trainings under their numbers and all that is known of imports, and can be undone', async () => {
    const location = await create();
    const at = dataSourceOptions(location, []);
    const all = at.migrations as (new () => { name: string })[];
    const until = all.findIndex((migration) => new migration().name.startsWith('Trabalhos'));
    const before = await new DataSource({ ...at, migrations: all.slice(0, until) }).initialize();
    await migrate(before);
    await before.query(`INSERT INTO modelo_versoes
      (id, estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em)
      VALUES (5, 'pronto', 2, '{}', '{}', 1, 1, 1, 'x', 100)`);
    await before.query(`INSERT INTO treinos
      (id, estado, origem, ajuste, etapa, percentual, pedido_em, iniciado_em, terminado_em, erro, versao_id) VALUES
      (1, 'concluido', 'primeiro', 'nunca', 'concluído', 100, 90, 95, 100, NULL, 5),
      (2, 'falhou', 'agenda', 'auto', 'mapa', 80, 190, 190, 200, 'acabou o disco', NULL),
      (3, 'na_fila', 'pedido', 'sempre', 'na fila', 0, 300, NULL, NULL, NULL, NULL)`);
    await before.query(
      `INSERT INTO importacoes (id, estado, arquivo, opcoes, dono, batida_em, percentual, linhas, relatorio, erro,
        criada_em, iniciada_em, terminada_em) VALUES
      (2, 'concluida', 'a.zip', '${options}', 'x', 10, 100, 70, '${report}', NULL, 10, 11, 12),
      (3, 'executando', 'b.csv', '${options}', 'x', 20, 50, 9, NULL, NULL, 20, 21, NULL),
      (7, 'falhou', 'c.csv', '${options}', 'x', 30, 0, 0, NULL, 'não é', 30, 31, 32)`,
    );
    await before.destroy();

    const database = await Database.open(location, entities);
    const trainings = trainingsOf(database);
    expect(await trainings.list(10)).toMatchObject([
      { id: 3, state: 'na_fila', request: { origin: 'pedido', tuning: 'sempre' }, startedAt: null, beatAt: null },
      { id: 2, state: 'falhou', progress: { stage: 'mapa' }, percent: 80, error: 'acabou o disco', result: null },
      {
        ...{ id: 1, state: 'concluido', request: { origin: 'primeiro', tuning: 'nunca' }, percent: 100, error: null },
        ...{ result: { versionId: 5 }, requestedAt: 90, startedAt: 95, endedAt: 100 },
      },
    ]);
    const imports = new ImportQueue(database, Date.now);
    const [third, first, failed] = await imports.list(10);
    expect(failed).toMatchObject({ id: 7, state: 'falhou', error: 'não é' });
    expect(first).toMatchObject({
      ...{ id: 8, state: 'concluido', request: { file: 'a.zip', options: { dryRun: true, existing: 'keep' } } },
      ...{ result: { rows: 70, report: { avisos: ['um aviso'], sem_uso: ['links.csv'] } } },
      ...{ requestedAt: 10, startedAt: 11, endedAt: 12 },
    });
    // The process that was at it knows nothing of the new table.
    expect(third).toMatchObject({
      id: 9,
      state: 'falhou',
      progress: { rows: 9 },
      error: expect.stringMatching(/Envie/),
    });
    expect(await trainings.enqueue({ origin: 'agenda', tuning: 'auto' })).toBeNull();
    await trainings.fail({ id: 3, owner: 'x' }, { pt: 'chega', en: 'enough' });
    expect(await trainings.enqueue({ origin: 'agenda', tuning: 'auto' })).toBeGreaterThan(9);
    await database.close();

    const after = await new DataSource(at).initialize();
    for (let undone = all.length; undone > until; undone--) await after.undoLastMigration();
    expect(await after.query('SELECT id, estado, origem, ajuste, etapa, versao_id FROM treinos ORDER BY id')).toEqual([
      { id: 1, estado: 'concluido', origem: 'primeiro', ajuste: 'nunca', etapa: 'concluído', versao_id: 5 },
      { id: 2, estado: 'falhou', origem: 'agenda', ajuste: 'auto', etapa: 'mapa', versao_id: null },
      expect.objectContaining({ id: 3, estado: 'falhou' }),
      expect.objectContaining({ estado: 'na_fila', origem: 'agenda', etapa: 'na fila' }),
    ]);
    const [old] = await after.query('SELECT * FROM importacoes WHERE id = 8');
    expect(old).toMatchObject({ estado: 'concluida', arquivo: 'a.zip', linhas: 70, criada_em: 10, terminada_em: 12 });
    expect(JSON.parse(old.opcoes as string)).toEqual(JSON.parse(options));
    expect(JSON.parse(old.relatorio as string)).toEqual(JSON.parse(report));
    await migrate(after);
    await after.destroy();
  });
});
