import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Models that know which data they were made of: those of data that were replaced are never used again. */
export class NumberGenerations implements MigrationInterface {
  readonly name = 'Geracoes1764730000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runner.query(`INSERT INTO sistema (chave, valor) VALUES ('geracao', '1')`);
    await runner.query(`ALTER TABLE modelo_versoes ADD COLUMN geracao ${bigint} NOT NULL DEFAULT 1`);
    // Of earlier replacements, only those of the last uploads are known.
    await runner.query(
      `UPDATE modelo_versoes SET geracao = 0 WHERE criado_em <
         (SELECT MAX(iniciado_em) FROM trabalhos WHERE tipo = 'importacao' AND pedido LIKE '%"dryRun"%false%"existing"%"replace"%')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE modelo_versoes DROP COLUMN geracao');
    await runner.query(`DELETE FROM sistema WHERE chave = 'geracao'`);
  }
}
