import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** Experiments, the lists that people in them saw, and events by the list that they name. */
export class AddExperiments implements MigrationInterface {
  readonly name = 'Experimentos1764820000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    await runner.query(`CREATE TABLE experimentos (
      id ${rowId},
      nome TEXT NOT NULL,
      estado TEXT NOT NULL CHECK (estado IN ('rascunho', 'rodando', 'encerrado')),
      variantes TEXT NOT NULL,
      participantes TEXT NOT NULL,
      janela ${bigint} NOT NULL,
      desfecho TEXT NOT NULL,
      sal TEXT NOT NULL,
      adotada TEXT,
      criado_em ${bigint} NOT NULL,
      iniciado_em ${bigint},
      encerrado_em ${bigint}
    )`);
    await runner.query(`CREATE TABLE exposicoes (
      numero ${rowId},
      recomendacao_id TEXT NOT NULL,
      experimento_id ${bigint} NOT NULL REFERENCES experimentos (id) ON DELETE CASCADE,
      variante ${bigint} NOT NULL,
      pessoa TEXT NOT NULL,
      usuario_id ${bigint} REFERENCES usuarios (id) ON DELETE CASCADE,
      quando ${bigint} NOT NULL,
      filmes TEXT NOT NULL
    )`);
    await runner.query('CREATE INDEX exposicoes_por_experimento ON exposicoes (experimento_id)');
    await runner.query('CREATE INDEX exposicoes_por_usuario ON exposicoes (usuario_id)');
    await runner.query(
      'CREATE INDEX eventos_por_recomendacao ON eventos (recomendacao_id) WHERE recomendacao_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX eventos_por_recomendacao');
    await runner.query('DROP TABLE exposicoes');
    await runner.query('DROP TABLE experimentos');
  }
}
