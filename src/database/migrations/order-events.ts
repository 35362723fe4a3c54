import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './by-dialect';

/** Events of everybody in the order of their times: all, of a kind, of a film. */
export class OrderEvents implements MigrationInterface {
  readonly name = 'OrdemDosEventos1764894000001';

  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, [
      'DROP INDEX eventos_por_filme',
      'CREATE INDEX eventos_por_filme ON eventos (filme_id, quando, numero)',
      'CREATE INDEX eventos_por_tipo ON eventos (tipo, quando, numero)',
      'CREATE INDEX eventos_por_momento ON eventos (quando, numero)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, [
      'DROP INDEX eventos_por_momento',
      'DROP INDEX eventos_por_tipo',
      'DROP INDEX eventos_por_filme',
      'CREATE INDEX eventos_por_filme ON eventos (filme_id)',
    ]);
  }
}
