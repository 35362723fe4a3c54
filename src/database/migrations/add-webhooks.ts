import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, runAll } from './by-dialect';

/** Who is told what happens here, and what they are still to be told. A program of before tells nobody. */
export class AddWebhooks implements MigrationInterface {
  readonly name = 'Webhooks1764893000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    await runAll(runner, [
      `CREATE TABLE webhooks (
        id ${rowId},
        url TEXT NOT NULL,
        tipos TEXT NOT NULL,
        segredo TEXT NOT NULL,
        criado_em ${bigint} NOT NULL
      )`,
      `CREATE TABLE entregas (
        id ${rowId},
        webhook_id ${bigint} NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
        mensagem TEXT NOT NULL,
        tipo TEXT NOT NULL,
        dados TEXT NOT NULL,
        estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'entregue', 'falhou')),
        tentativas INTEGER NOT NULL,
        criada_em ${bigint} NOT NULL,
        tentada_em ${bigint},
        proxima_em ${bigint},
        resposta INTEGER,
        falha TEXT
      )`,
      'CREATE INDEX entregas_por_webhook ON entregas (webhook_id, id)',
      'CREATE INDEX entregas_por_vez ON entregas (estado, proxima_em)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE entregas', 'DROP TABLE webhooks']);
  }
}
