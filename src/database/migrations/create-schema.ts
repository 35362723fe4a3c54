import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes } from './by-dialect';

/** The tables of the first release. */
export class CreateSchema implements MigrationInterface {
  readonly name = 'Inicial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint, smallint, double, bytes, bytewiseText, clustered } = columnTypes(runner);
    for (const statement of [
      `CREATE TABLE usuarios (
        id ${rowId},
        nome TEXT NOT NULL,
        email TEXT UNIQUE,
        versao_perfil ${bigint} NOT NULL DEFAULT 0
      )`,
      `CREATE TABLE filmes (
        id ${rowId},
        titulo TEXT NOT NULL,
        genero TEXT NOT NULL DEFAULT '',
        diretor TEXT NOT NULL DEFAULT '',
        atores TEXT NOT NULL DEFAULT '',
        ano INTEGER,
        busca_titulo ${bytewiseText} NOT NULL,
        busca_genero TEXT NOT NULL,
        busca_diretor TEXT NOT NULL,
        busca_atores TEXT NOT NULL
      )`,
      `CREATE INDEX filmes_por_titulo ON filmes (busca_titulo, id)`,
      `CREATE INDEX filmes_por_ano ON filmes (COALESCE(ano, 0), id)`,
      `CREATE TABLE avaliacoes (
        usuario_id ${bigint} NOT NULL REFERENCES usuarios (id) ON DELETE CASCADE,
        filme_id ${bigint} NOT NULL REFERENCES filmes (id) ON DELETE CASCADE,
        avaliacao ${double} NOT NULL CHECK (avaliacao >= 0 AND avaliacao <= 5),
        avaliado_em ${bigint},
        PRIMARY KEY (usuario_id, filme_id)
      )${clustered}`,
      `CREATE INDEX avaliacoes_por_filme ON avaliacoes (filme_id)`,
      `CREATE INDEX avaliacoes_por_data ON avaliacoes (avaliado_em)`,
      `CREATE TABLE sistema (chave TEXT PRIMARY KEY, valor TEXT NOT NULL)`,
      `CREATE TABLE travas (nome TEXT PRIMARY KEY, dono TEXT NOT NULL, batida_em ${bigint} NOT NULL)`,
      `CREATE TABLE modelo_versoes (
        id ${rowId},
        estado TEXT NOT NULL CHECK (estado IN ('pronto', 'rejeitado')),
        motivo TEXT,
        motor INTEGER NOT NULL,
        parametros TEXT NOT NULL,
        metricas TEXT NOT NULL,
        usuarios ${bigint} NOT NULL,
        filmes ${bigint} NOT NULL,
        avaliacoes ${bigint} NOT NULL,
        soma TEXT NOT NULL,
        criado_em ${bigint} NOT NULL
      )`,
      `CREATE TABLE modelo_centroides (
        versao_id ${bigint} NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
        tipo TEXT NOT NULL CHECK (tipo IN ('gosto', 'grupo')),
        indice INTEGER NOT NULL,
        nome TEXT NOT NULL,
        tamanho INTEGER NOT NULL,
        vetor TEXT NOT NULL,
        PRIMARY KEY (versao_id, tipo, indice)
      )`,
      `CREATE TABLE modelo_blocos (
        versao_id ${bigint} NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
        nome TEXT NOT NULL,
        parte INTEGER NOT NULL,
        tipo TEXT NOT NULL,
        linhas INTEGER NOT NULL,
        colunas INTEGER NOT NULL,
        dados ${bytes} NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (versao_id, nome, parte)
      )`,
      `CREATE TABLE modelo_ativo (
        id ${smallint} PRIMARY KEY CHECK (id = 1),
        versao_id ${bigint} NOT NULL REFERENCES modelo_versoes (id),
        ativado_em ${bigint} NOT NULL
      )`,
      `CREATE TABLE treinos (
        id ${rowId},
        estado TEXT NOT NULL CHECK (estado IN ('executando', 'concluido', 'falhou')),
        origem TEXT NOT NULL,
        etapa TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        iniciado_em ${bigint} NOT NULL,
        terminado_em ${bigint},
        erro TEXT,
        versao_id ${bigint} REFERENCES modelo_versoes (id) ON DELETE SET NULL
      )`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'treinos',
      'modelo_ativo',
      'modelo_blocos',
      'modelo_centroides',
      'modelo_versoes',
      'travas',
      'sistema',
      'avaliacoes',
      'filmes',
      'usuarios',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
