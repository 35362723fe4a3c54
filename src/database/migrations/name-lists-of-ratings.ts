import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings by the list that they name. */
export class NameListsOfRatings implements MigrationInterface {
  readonly name = 'ListasDasNotas1764892000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE avaliacoes ADD COLUMN recomendacao_id TEXT');
    await runner.query(
      'CREATE INDEX avaliacoes_por_recomendacao ON avaliacoes (recomendacao_id) WHERE recomendacao_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX avaliacoes_por_recomendacao');
    await runner.query('ALTER TABLE avaliacoes DROP COLUMN recomendacao_id');
  }
}
