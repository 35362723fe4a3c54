import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Ids that films and people have elsewhere; of people who were erased, what tells one again without saying it. */
export class AddIdentifiers implements MigrationInterface {
  readonly name = 'Identificadores1764760000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint, clustered } = columnTypes(runner);
    for (const [things, owner] of [
      ['filmes', 'filme_id'],
      ['usuarios', 'usuario_id'],
    ]) {
      await runner.query(`CREATE TABLE identificadores_de_${things} (
        fonte TEXT NOT NULL,
        codigo TEXT NOT NULL,
        ${owner} ${bigint} NOT NULL REFERENCES ${things} (id) ON DELETE CASCADE,
        PRIMARY KEY (fonte, codigo)
      )${clustered}`);
      await runner.query(
        `CREATE INDEX identificadores_de_${things}_por_dono ON identificadores_de_${things} (${owner})`,
      );
    }
    await runner.query(`CREATE TABLE identificadores_apagados (
      resumo TEXT NOT NULL PRIMARY KEY,
      apagado_em ${bigint} NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['de_filmes', 'de_usuarios', 'apagados'])
      await runner.query(`DROP TABLE identificadores_${table}`);
  }
}
