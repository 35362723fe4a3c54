import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With whose key a job was asked for. Of jobs of before it is not known. */
export class NoteWhoAsked implements MigrationInterface {
  readonly name = 'QuemPediu1764890000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trabalhos ADD COLUMN pedido_por TEXT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trabalhos DROP COLUMN pedido_por');
  }
}
