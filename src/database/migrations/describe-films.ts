import type { MigrationInterface, QueryRunner } from 'typeorm';
import { postgresDialect } from '../postgres/postgres-dialect';
import { sqliteDialect } from '../sqlite/sqlite-dialect';
import { searchList, searchText } from '../fold';
import { byDialect, columnTypes } from './by-dialect';

/** Rows rewritten at a time. */
const PAGE = 5_000;

/** A film; of people the title is the name. */
interface Film {
  readonly id: number | string;
  readonly titulo: string;
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
}

const filmColumns = {
  id: 'integer',
  busca_titulo: 'text',
  busca_genero: 'text',
  busca_diretor: 'text',
  busca_atores: 'text',
} as const;

/**
 * What teams tell of films, and texts that are searched whatever the punctuation: those of films are made anew, people get
 * theirs. Null where a program of before writes someone: they are found by name once they are written again.
 */
export class DescribeFilms implements MigrationInterface {
  readonly name = 'DescreveFilmes1764770000000';

  async up(runner: QueryRunner): Promise<void> {
    const { bigint } = columnTypes(runner);
    for (const column of [
      'poster_url TEXT',
      'sinopse TEXT',
      'duracao INTEGER',
      'idioma TEXT',
      'pais TEXT',
      'classificacao INTEGER',
      `disponivel_de ${bigint}`,
      `disponivel_ate ${bigint}`,
      'atributos TEXT',
    ])
      await runner.query(`ALTER TABLE filmes ADD COLUMN ${column}`);
    await runner.query('ALTER TABLE usuarios ADD COLUMN busca_nome TEXT');
    await foldFilms(runner);
    await foldUsers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE usuarios DROP COLUMN busca_nome');
    for (const column of ['poster_url', 'sinopse', 'duracao', 'idioma', 'pais', 'classificacao'])
      await runner.query(`ALTER TABLE filmes DROP COLUMN ${column}`);
    for (const column of ['disponivel_de', 'disponivel_ate', 'atributos'])
      await runner.query(`ALTER TABLE filmes DROP COLUMN ${column}`);
  }
}

async function foldFilms(runner: QueryRunner): Promise<void> {
  const dialect = byDialect(runner, { sqlite: sqliteDialect, postgres: postgresDialect });
  await pages(runner, 'filmes', 'id, titulo, genero, diretor, atores', (films) =>
    runner.query(
      `UPDATE filmes SET busca_titulo = novas.busca_titulo, busca_genero = novas.busca_genero,
         busca_diretor = novas.busca_diretor, busca_atores = novas.busca_atores
       FROM ${dialect.rowsIn(filmColumns)} WHERE filmes.id = novas.id`,
      [
        JSON.stringify(
          films.map(({ id, titulo, genero, diretor, atores }) => [
            ...[Number(id), searchText(titulo), searchList(genero), searchList(diretor), searchList(atores)],
          ]),
        ),
      ],
    ),
  );
}

async function foldUsers(runner: QueryRunner): Promise<void> {
  const dialect = byDialect(runner, { sqlite: sqliteDialect, postgres: postgresDialect });
  await pages(runner, 'usuarios', 'id, nome AS titulo', (users) =>
    runner.query(
      `UPDATE usuarios SET busca_nome = novas.busca_nome
       FROM ${dialect.rowsIn({ id: 'integer', busca_nome: 'text' })} WHERE usuarios.id = novas.id`,
      [JSON.stringify(users.map(({ id, titulo: name }) => [Number(id), searchText(name)]))],
    ),
  );
}

/** Let `work` have rows of a table, by id. */
async function pages(
  runner: QueryRunner,
  table: string,
  columns: string,
  work: (rows: readonly Film[]) => Promise<unknown>,
): Promise<void> {
  for (let last = 0; ;) {
    const sql = `SELECT ${columns} FROM ${table} WHERE id > ${last} ORDER BY id LIMIT ${PAGE}`;
    const rows = (await runner.query(sql)) as Film[];
    if (rows.length > 0) await work(rows);
    if (rows.length < PAGE) return;
    last = Number(rows[rows.length - 1].id);
  }
}
