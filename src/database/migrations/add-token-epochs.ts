import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Tokens of a person hold while the number in them is the person's. */
export class AddTokenEpochs implements MigrationInterface {
  readonly name = 'EpocasDosTokens1764810000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runner.query(`ALTER TABLE usuarios ADD COLUMN epoca_tokens ${bigint} NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE usuarios DROP COLUMN epoca_tokens');
    await runner.query(`DELETE FROM sistema WHERE chave = 'segredo_dos_tokens'`);
  }
}
