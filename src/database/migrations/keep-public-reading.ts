import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A new database lets nobody read people without a key. One that has served already goes on as it did, unless PUBLIC_READ says
 * otherwise: it has a key or holds something, which a new one does not when its schema is made.
 */
export class KeepPublicReading implements MigrationInterface {
  readonly name = 'LeituraPublica1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    const holds = ['chaves', 'filmes', 'usuarios'].map((table) => `EXISTS (SELECT 1 FROM ${table})`).join(' OR ');
    await runner.query(`INSERT INTO sistema (chave, valor) SELECT 'leitura_publica', 'true' WHERE ${holds}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM sistema WHERE chave = 'leitura_publica'`);
  }
}
