import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** API keys. */
export class AddApiKeys implements MigrationInterface {
  readonly name = 'Chaves1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    await runner.query(`CREATE TABLE chaves (
      id ${rowId},
      nome TEXT NOT NULL,
      escopo TEXT NOT NULL CHECK (escopo IN ('leitura', 'escrita', 'admin')),
      prefixo TEXT NOT NULL UNIQUE,
      hash TEXT NOT NULL,
      criada_em ${bigint} NOT NULL,
      revogada_em ${bigint}
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chaves');
  }
}
