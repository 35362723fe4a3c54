import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, runAll } from './by-dialect';

/** Until when keys hold, and when they were last used. A program of before knows of neither, and takes a key that has expired. */
export class DateKeys implements MigrationInterface {
  readonly name = 'DatasDasChaves1764891000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runAll(runner, [
      `ALTER TABLE chaves ADD COLUMN expira_em ${bigint}`,
      `ALTER TABLE chaves ADD COLUMN ultimo_uso ${bigint}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, [
      // It would hold again.
      'DELETE FROM chaves WHERE expira_em IS NOT NULL',
      'ALTER TABLE chaves DROP COLUMN ultimo_uso',
      'ALTER TABLE chaves DROP COLUMN expira_em',
    ]);
  }
}
