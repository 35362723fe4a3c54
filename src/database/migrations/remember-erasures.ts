import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byDialect, columnTypes, runAll } from './by-dialect';

/** Users who were erased stay so, and ids given out go on from small ones where a huge one had been chosen. */
export class RememberErasures implements MigrationInterface {
  readonly name = 'Apagados1764610000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    await runner.query(`CREATE TABLE usuarios_apagados (
      id ${bigint} NOT NULL PRIMARY KEY,
      apagado_em ${bigint} NOT NULL
    )`);
    for (const table of ['filmes', 'usuarios'])
      await runAll(runner, byDialect(runner, { sqlite: sqliteSequence(table), postgres: postgresSequence(table) }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usuarios_apagados');
  }
}

/** 2^51: ids from here on do not count any more. */
const BOUND = '2251799813685248';

const highest = (table: string): string => `(SELECT COALESCE(MAX(id), 0) FROM ${table} WHERE id < ${BOUND})`;

function sqliteSequence(table: string): string[] {
  return [`UPDATE sqlite_sequence SET seq = ${highest(table)} WHERE name = '${table}' AND seq >= ${BOUND}`];
}

function postgresSequence(table: string): string[] {
  const sequence = `${table}_id_seq`;
  return [`SELECT setval('${sequence}', ${highest(table)} + 1, false) FROM ${sequence} WHERE last_value >= ${BOUND}`];
}
