import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTIVATED_WHEN_MADE, END_RUNNING, ONE_AT_A_TIME } from './treinos';

class Inicial1764000000000 implements MigrationInterface {
  readonly name = 'Inicial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE usuarios (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        nome TEXT NOT NULL,
        email TEXT UNIQUE,
        versao_perfil INTEGER NOT NULL DEFAULT 0
      )`,
      `CREATE TABLE filmes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        titulo TEXT NOT NULL,
        genero TEXT NOT NULL DEFAULT '',
        diretor TEXT NOT NULL DEFAULT '',
        atores TEXT NOT NULL DEFAULT '',
        ano INTEGER,
        busca_titulo TEXT NOT NULL,
        busca_genero TEXT NOT NULL,
        busca_diretor TEXT NOT NULL,
        busca_atores TEXT NOT NULL
      )`,
      `CREATE INDEX filmes_por_titulo ON filmes (busca_titulo, id)`,
      `CREATE INDEX filmes_por_ano ON filmes (COALESCE(ano, 0), id)`,
      `CREATE TABLE avaliacoes (
        usuario_id INTEGER NOT NULL REFERENCES usuarios (id) ON DELETE CASCADE,
        filme_id INTEGER NOT NULL REFERENCES filmes (id) ON DELETE CASCADE,
        avaliacao REAL NOT NULL CHECK (avaliacao >= 0 AND avaliacao <= 5),
        avaliado_em INTEGER,
        PRIMARY KEY (usuario_id, filme_id)
      ) WITHOUT ROWID`,
      `CREATE INDEX avaliacoes_por_filme ON avaliacoes (filme_id)`,
      `CREATE INDEX avaliacoes_por_data ON avaliacoes (avaliado_em)`,
      `CREATE TABLE sistema (chave TEXT PRIMARY KEY, valor TEXT NOT NULL)`,
      `CREATE TABLE travas (nome TEXT PRIMARY KEY, dono TEXT NOT NULL, batida_em INTEGER NOT NULL)`,
      `CREATE TABLE modelo_versoes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        estado TEXT NOT NULL CHECK (estado IN ('pronto', 'rejeitado')),
        motivo TEXT,
        motor INTEGER NOT NULL,
        parametros TEXT NOT NULL,
        metricas TEXT NOT NULL,
        usuarios INTEGER NOT NULL,
        filmes INTEGER NOT NULL,
        avaliacoes INTEGER NOT NULL,
        soma TEXT NOT NULL,
        criado_em INTEGER NOT NULL
      )`,
      `CREATE TABLE modelo_centroides (
        versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
        tipo TEXT NOT NULL CHECK (tipo IN ('gosto', 'grupo')),
        indice INTEGER NOT NULL,
        nome TEXT NOT NULL,
        tamanho INTEGER NOT NULL,
        vetor TEXT NOT NULL,
        PRIMARY KEY (versao_id, tipo, indice)
      )`,
      `CREATE TABLE modelo_blocos (
        versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id) ON DELETE CASCADE,
        nome TEXT NOT NULL,
        parte INTEGER NOT NULL,
        tipo TEXT NOT NULL,
        linhas INTEGER NOT NULL,
        colunas INTEGER NOT NULL,
        dados BLOB NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (versao_id, nome, parte)
      )`,
      `CREATE TABLE modelo_ativo (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        versao_id INTEGER NOT NULL REFERENCES modelo_versoes (id),
        ativado_em INTEGER NOT NULL
      )`,
      `CREATE TABLE treinos (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        estado TEXT NOT NULL CHECK (estado IN ('executando', 'concluido', 'falhou')),
        origem TEXT NOT NULL,
        etapa TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        iniciado_em INTEGER NOT NULL,
        terminado_em INTEGER,
        erro TEXT,
        versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
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

class Chaves1764100000000 implements MigrationInterface {
  readonly name = 'Chaves1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE chaves (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      nome TEXT NOT NULL,
      escopo TEXT NOT NULL CHECK (escopo IN ('leitura', 'escrita', 'admin')),
      prefixo TEXT NOT NULL UNIQUE,
      hash TEXT NOT NULL,
      criada_em INTEGER NOT NULL,
      revogada_em INTEGER
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chaves');
  }
}

class Importacoes1764200000000 implements MigrationInterface {
  readonly name = 'Importacoes1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE importacoes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'executando', 'concluida', 'falhou')),
      arquivo TEXT NOT NULL,
      opcoes TEXT NOT NULL,
      dono TEXT NOT NULL,
      batida_em INTEGER NOT NULL,
      percentual INTEGER NOT NULL,
      linhas INTEGER NOT NULL,
      relatorio TEXT,
      erro TEXT,
      criada_em INTEGER NOT NULL,
      iniciada_em INTEGER,
      terminada_em INTEGER
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX importacoes_uma_por_vez ON importacoes (estado) WHERE estado = 'executando'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE importacoes');
  }
}

class Grupos1764300000000 implements MigrationInterface {
  readonly name = 'Grupos1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE modelo_centroides ADD COLUMN grupo_id INTEGER');
    await runner.query(`UPDATE modelo_centroides SET grupo_id = indice + 1 WHERE tipo = 'grupo'`);
    await runner.query(
      `INSERT INTO sistema (chave, valor)
       SELECT 'ultimo_grupo', CAST(MAX(grupo_id) AS TEXT) FROM modelo_centroides HAVING MAX(grupo_id) IS NOT NULL`,
    );
    // Likes are counted from the indexes alone: ten times as fast as from the rows.
    await runner.query('DROP INDEX avaliacoes_por_filme');
    await runner.query('DROP INDEX avaliacoes_por_data');
    await runner.query('CREATE INDEX avaliacoes_por_filme ON avaliacoes (filme_id, avaliacao)');
    await runner.query('CREATE INDEX avaliacoes_por_data ON avaliacoes (avaliado_em, filme_id, avaliacao)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX avaliacoes_por_filme');
    await runner.query('DROP INDEX avaliacoes_por_data');
    await runner.query('CREATE INDEX avaliacoes_por_filme ON avaliacoes (filme_id)');
    await runner.query('CREATE INDEX avaliacoes_por_data ON avaliacoes (avaliado_em)');
    await runner.query(`DELETE FROM sistema WHERE chave = 'ultimo_grupo'`);
    await runner.query('ALTER TABLE modelo_centroides DROP COLUMN grupo_id');
  }
}

/** Trainings that wait for their turn and say that they live; versions that are activated again. */
class Treinos1764400000000 implements MigrationInterface {
  readonly name = 'Treinos1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // SQLite changes no constraint of a table: it is made anew.
      `CREATE TABLE treinos_novo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'executando', 'concluido', 'falhou')),
        origem TEXT NOT NULL,
        ajuste TEXT NOT NULL DEFAULT 'auto' CHECK (ajuste IN ('auto', 'sempre', 'nunca')),
        etapa TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        pedido_em INTEGER NOT NULL,
        iniciado_em INTEGER,
        batida_em INTEGER,
        terminado_em INTEGER,
        erro TEXT,
        versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
      )`,
      `INSERT INTO treinos_novo
        (id, estado, origem, etapa, percentual, pedido_em, iniciado_em, terminado_em, erro, versao_id)
        SELECT id, estado, origem, etapa, percentual, iniciado_em, iniciado_em, terminado_em, erro, versao_id
        FROM treinos`,
      `DROP TABLE treinos`,
      `ALTER TABLE treinos_novo RENAME TO treinos`,
      END_RUNNING,
      ONE_AT_A_TIME,
      `ALTER TABLE modelo_versoes ADD COLUMN ativado_em INTEGER`,
      ACTIVATED_WHEN_MADE,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE modelo_versoes DROP COLUMN ativado_em`,
      `CREATE TABLE treinos_antigo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        estado TEXT NOT NULL CHECK (estado IN ('executando', 'concluido', 'falhou')),
        origem TEXT NOT NULL,
        etapa TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        iniciado_em INTEGER NOT NULL,
        terminado_em INTEGER,
        erro TEXT,
        versao_id INTEGER REFERENCES modelo_versoes (id) ON DELETE SET NULL
      )`,
      `INSERT INTO treinos_antigo
        SELECT id, estado, origem, etapa, percentual, iniciado_em, terminado_em, erro, versao_id
        FROM treinos WHERE iniciado_em IS NOT NULL`,
      `DROP TABLE treinos`,
      `ALTER TABLE treinos_antigo RENAME TO treinos`,
    ])
      await runner.query(statement);
  }
}

/** Every migration of the SQLite schema, oldest first. A migration that was released is never changed. */
export const sqliteMigrations = [
  Inicial1764000000000,
  Chaves1764100000000,
  Importacoes1764200000000,
  Grupos1764300000000,
  Treinos1764400000000,
];
