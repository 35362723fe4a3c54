import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Names that editors give to film groups. A program of before knows nothing of them, and shows those of the model. */
export class NameGroups implements MigrationInterface {
  readonly name = 'NomesDeGrupos1764880000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runner.query(
      `CREATE TABLE nomes_de_grupos (
        grupo_id INTEGER PRIMARY KEY,
        nome TEXT,
        nome_en TEXT,
        mudado_em ${bigint} NOT NULL
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE nomes_de_grupos');
  }
}
