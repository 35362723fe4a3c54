import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** What people did beside rating films. */
export class AddEvents implements MigrationInterface {
  readonly name = 'Eventos1764740000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint, double } = columnTypes(runner);
    await runner.query(`CREATE TABLE eventos (
      numero ${rowId},
      id TEXT NOT NULL,
      usuario_id ${bigint} NOT NULL REFERENCES usuarios (id) ON DELETE CASCADE,
      filme_id ${bigint} NOT NULL REFERENCES filmes (id) ON DELETE CASCADE,
      tipo TEXT NOT NULL,
      valor ${double} CHECK (valor >= 0 AND valor <= 1),
      quando ${bigint} NOT NULL,
      recomendacao_id TEXT
    )`);
    await runner.query('CREATE UNIQUE INDEX eventos_por_id ON eventos (usuario_id, id)');
    await runner.query('CREATE INDEX eventos_por_usuario ON eventos (usuario_id, quando, numero)');
    await runner.query('CREATE INDEX eventos_por_filme ON eventos (filme_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE eventos');
  }
}
