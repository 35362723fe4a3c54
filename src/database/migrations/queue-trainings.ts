import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byDialect, runAll } from './by-dialect';

/** Trainings that wait for their turn and say that they live; versions that are activated again. */
export class QueueTrainings implements MigrationInterface {
  readonly name = 'Treinos1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, byDialect(runner, { sqlite: renewedTable, postgres: alteredTable }));
    await runAll(runner, [
      // Whatever ran under the earlier schema gives no sign of life that could be waited for.
      `UPDATE treinos SET estado = 'falhou', terminado_em = pedido_em,
        erro = 'O processo de treino morreu antes de terminar.' WHERE estado = 'executando'`,
      // One training waits or runs; the database lets no second one in.
      `CREATE UNIQUE INDEX treinos_um_por_vez
        ON treinos ((estado IN ('na_fila', 'executando'))) WHERE estado IN ('na_fila', 'executando')`,
      `ALTER TABLE modelo_versoes ADD COLUMN ativado_em ${byDialect(runner, { sqlite: 'INTEGER', postgres: 'BIGINT' })}`,
      // Until now a version was activated when it was made, or never.
      `UPDATE modelo_versoes SET ativado_em = criado_em WHERE estado = 'pronto'`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE modelo_versoes DROP COLUMN ativado_em');
    await runAll(runner, byDialect(runner, { sqlite: earlierTable, postgres: alteredBack }));
  }
}

/** SQLite changes no constraint of a table: it is made anew. */
const renewedTable = [
  `CREATE TABLE treinos_novo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'executando', 'concluido', 'falhou')),
    origem TEXT NOT NULL,
    ajuste TEXT NOT NULL DEFAULT 'auto' CHECK (ajuste IN ('auto', 'sempre', 'nunca')),
    etapa TEXT NOT NULL,
    percentual INTEGER NOT NULL,
    pedido_em INTEGER NOT NULL,
    iniciado_em INTEGER,
    batida_em INTEGER,
    terminado_em INTEGER,
    erro TEXT,
    versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
  )`,
  `INSERT INTO treinos_novo
    (id, estado, origem, etapa, percentual, pedido_em, iniciado_em, terminado_em, erro, versao_id)
    SELECT id, estado, origem, etapa, percentual, iniciado_em, iniciado_em, terminado_em, erro, versao_id
    FROM treinos`,
  `DROP TABLE treinos`,
  `ALTER TABLE treinos_novo RENAME TO treinos`,
];

const alteredTable = [
  `ALTER TABLE treinos DROP CONSTRAINT treinos_estado_check`,
  `ALTER TABLE treinos ADD CONSTRAINT treinos_estado_check
    CHECK (estado IN ('na_fila', 'executando', 'concluido', 'falhou'))`,
  `ALTER TABLE treinos ADD COLUMN ajuste TEXT NOT NULL DEFAULT 'auto'
    CHECK (ajuste IN ('auto', 'sempre', 'nunca'))`,
  `ALTER TABLE treinos ADD COLUMN pedido_em BIGINT`,
  `UPDATE treinos SET pedido_em = iniciado_em`,
  `ALTER TABLE treinos ALTER COLUMN pedido_em SET NOT NULL`,
  `ALTER TABLE treinos ALTER COLUMN iniciado_em DROP NOT NULL`,
  `ALTER TABLE treinos ADD COLUMN batida_em BIGINT`,
];

const earlierTable = [
  `CREATE TABLE treinos_antigo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    estado TEXT NOT NULL CHECK (estado IN ('executando', 'concluido', 'falhou')),
    origem TEXT NOT NULL,
    etapa TEXT NOT NULL,
    percentual INTEGER NOT NULL,
    iniciado_em INTEGER NOT NULL,
    terminado_em INTEGER,
    erro TEXT,
    versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
  )`,
  `INSERT INTO treinos_antigo
    SELECT id, estado, origem, etapa, percentual, iniciado_em, terminado_em, erro, versao_id
    FROM treinos WHERE iniciado_em IS NOT NULL`,
  `DROP TABLE treinos`,
  `ALTER TABLE treinos_antigo RENAME TO treinos`,
];

const alteredBack = [
  `DROP INDEX treinos_um_por_vez`,
  `DELETE FROM treinos WHERE iniciado_em IS NULL`,
  `ALTER TABLE treinos DROP COLUMN batida_em, DROP COLUMN pedido_em, DROP COLUMN ajuste`,
  `ALTER TABLE treinos ALTER COLUMN iniciado_em SET NOT NULL`,
  `ALTER TABLE treinos DROP CONSTRAINT treinos_estado_check`,
  `ALTER TABLE treinos ADD CONSTRAINT treinos_estado_check CHECK (estado IN ('executando', 'concluido', 'falhou'))`,
];
