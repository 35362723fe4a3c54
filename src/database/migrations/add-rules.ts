import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byDialect, columnTypes, runAll } from './by-dialect';

const BEFORE = `'leitura', 'escrita', 'admin'`;
const NOW = `'leitura', 'edicao', 'escrita', 'admin'`;

/** Rules of the editors, and keys that may change them. A program of before knows nothing of either, and opens nothing to such a key. */
export class AddRules implements MigrationInterface {
  readonly name = 'Regras1764830000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    await runAll(runner, [
      `CREATE TABLE regras (
        id ${rowId},
        nome TEXT NOT NULL,
        tipo TEXT NOT NULL,
        ativa INTEGER NOT NULL CHECK (ativa IN (0, 1)),
        de ${bigint},
        ate ${bigint},
        filme_id ${bigint} REFERENCES filmes (id) ON DELETE CASCADE,
        definicao TEXT NOT NULL,
        criada_em ${bigint} NOT NULL,
        mudada_em ${bigint} NOT NULL
      )`,
      'CREATE INDEX regras_por_filme ON regras (filme_id)',
    ]);
    await this.allow(runner, NOW);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE regras', `DELETE FROM chaves WHERE escopo = 'edicao'`]);
    await this.allow(runner, BEFORE);
  }

  /** SQLite changes no condition of a table: another one takes its place. */
  private async allow(runner: QueryRunner, scopes: string): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    const columns = 'id, nome, escopo, prefixo, hash, criada_em, revogada_em';
    await runAll(
      runner,
      byDialect(runner, {
        sqlite: [
          `CREATE TABLE chaves_novas (
            id ${rowId},
            nome TEXT NOT NULL,
            escopo TEXT NOT NULL CHECK (escopo IN (${scopes})),
            prefixo TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL,
            criada_em ${bigint} NOT NULL,
            revogada_em ${bigint}
          )`,
          `INSERT INTO chaves_novas (${columns}) SELECT ${columns} FROM chaves ORDER BY id`,
          'DROP TABLE chaves',
          'ALTER TABLE chaves_novas RENAME TO chaves',
        ],
        postgres: [
          'ALTER TABLE chaves DROP CONSTRAINT chaves_escopo_check',
          `ALTER TABLE chaves ADD CONSTRAINT chaves_escopo_check CHECK (escopo IN (${scopes}))`,
        ],
      }),
    );
  }
}
