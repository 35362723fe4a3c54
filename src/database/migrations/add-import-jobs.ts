import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Imports as jobs, of which one runs at a time. */
export class AddImportJobs implements MigrationInterface {
  readonly name = 'Importacoes1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    await runner.query(`CREATE TABLE importacoes (
      id ${rowId},
      estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'executando', 'concluida', 'falhou')),
      arquivo TEXT NOT NULL,
      opcoes TEXT NOT NULL,
      dono TEXT NOT NULL,
      batida_em ${bigint} NOT NULL,
      percentual INTEGER NOT NULL,
      linhas ${bigint} NOT NULL,
      relatorio TEXT,
      erro TEXT,
      criada_em ${bigint} NOT NULL,
      iniciada_em ${bigint},
      terminada_em ${bigint}
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX importacoes_uma_por_vez ON importacoes (estado) WHERE estado = 'executando'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE importacoes');
  }
}
