import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a job failed, in English too. */
export class TellErrorsInEnglish implements MigrationInterface {
  readonly name = 'ErrosEmIngles1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trabalhos ADD COLUMN erro_ingles TEXT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trabalhos DROP COLUMN erro_ingles');
  }
}
