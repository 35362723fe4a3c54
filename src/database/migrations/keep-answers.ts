import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, runAll } from './by-dialect';

/** Answers to requests with an Idempotency-Key, for a day. A program of before takes no such keys, and leaves them. */
export class KeepAnswers implements MigrationInterface {
  readonly name = 'RespostasGuardadas1764894000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runAll(runner, [
      `CREATE TABLE respostas_guardadas (
        id TEXT NOT NULL PRIMARY KEY,
        resumo TEXT,
        status INTEGER,
        resposta TEXT,
        usuario_id ${bigint},
        criada_em ${bigint} NOT NULL
      )`,
      'CREATE INDEX respostas_guardadas_por_momento ON respostas_guardadas (criada_em)',
      'CREATE INDEX respostas_guardadas_por_usuario ON respostas_guardadas (usuario_id) WHERE usuario_id IS NOT NULL',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE respostas_guardadas');
  }
}
