import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byDialect, columnTypes, runAll } from './by-dialect';

/** Imports and trainings in one table of jobs, whose rows say themselves that they live: no lock beside them. */
export class UniteJobs implements MigrationInterface {
  readonly name = 'Trabalhos1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    const { object, json, text } = byDialect(runner, words);
    await runAll(runner, [
      `CREATE TABLE trabalhos (
        id ${rowId},
        tipo TEXT NOT NULL,
        estado TEXT NOT NULL CHECK (estado IN ('na_fila', 'executando', 'concluido', 'falhou')),
        dono TEXT,
        pedido TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        andamento TEXT,
        resultado TEXT,
        erro TEXT,
        pedido_em ${bigint} NOT NULL,
        iniciado_em ${bigint},
        batida_em ${bigint},
        terminado_em ${bigint}
      )`,
      `INSERT INTO trabalhos
        (id, tipo, estado, pedido, percentual, andamento, resultado, erro, pedido_em, iniciado_em, terminado_em)
        SELECT id, 'treino', estado, ${text(`${object}('origin', origem, 'tuning', ajuste)`)}, percentual,
          ${text(`${object}('stage', etapa)`)},
          CASE WHEN estado = 'concluido' THEN ${text(`${object}('versionId', versao_id)`)} END,
          erro, pedido_em, iniciado_em, terminado_em
        FROM treinos`,
      // Both were numbered from 1 on. Trainings are looked at for longer: imports in their way get numbers beyond all.
      `INSERT INTO trabalhos
        (id, tipo, estado, pedido, percentual, andamento, resultado, erro, pedido_em, iniciado_em, terminado_em)
        SELECT CASE WHEN id IN (SELECT id FROM treinos)
            THEN ROW_NUMBER() OVER (ORDER BY id)
              + (SELECT MAX(id) FROM (SELECT id FROM treinos UNION SELECT id FROM importacoes) AS numeros)
            ELSE id END,
          'importacao', CASE estado WHEN 'concluida' THEN 'concluido' ELSE estado END,
          ${text(`${object}('file', arquivo, 'path', '', 'options', ${json('opcoes')})`)}, percentual,
          ${text(`${object}('rows', linhas)`)},
          CASE WHEN estado = 'concluida' THEN ${text(`${object}('rows', linhas, 'report', ${json('relatorio')})`)} END,
          erro, criada_em, iniciada_em, terminada_em
        FROM importacoes`,
      // Processes of the earlier version give no sign of life here, and cannot end what they do.
      `UPDATE trabalhos SET estado = 'falhou', terminado_em = COALESCE(iniciado_em, pedido_em),
        erro = 'O processo de treino morreu antes de terminar.' WHERE tipo = 'treino' AND estado = 'executando'`,
      `UPDATE trabalhos SET estado = 'falhou', terminado_em = COALESCE(iniciado_em, pedido_em),
        erro = 'O servidor que recebeu o arquivo parou antes de terminar. Envie de novo.'
        WHERE tipo = 'importacao' AND estado IN ('na_fila', 'executando')`,
      ...byDialect(runner, { sqlite: [], postgres: [nextIdOf('trabalhos')] }),
      // One of a kind runs at a time, and no training is asked for while another one waits or runs.
      `CREATE UNIQUE INDEX trabalhos_um_executa ON trabalhos (tipo) WHERE estado = 'executando'`,
      `CREATE UNIQUE INDEX trabalhos_um_treino ON trabalhos (tipo)
        WHERE tipo = 'treino' AND estado IN ('na_fila', 'executando')`,
      'DROP TABLE treinos',
      'DROP TABLE importacoes',
      'DROP TABLE travas',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const { rowId, bigint } = columnTypes(runner);
    const { field } = byDialect(runner, words);
    const versionId = `CAST(${field('resultado', 'versionId')} AS BIGINT)`;
    await runAll(runner, [
      `CREATE TABLE travas (nome TEXT PRIMARY KEY, dono TEXT NOT NULL, batida_em ${bigint} NOT NULL)`,
      `CREATE TABLE treinos (
        id ${rowId},
        estado TEXT NOT NULL CONSTRAINT treinos_estado_check
          CHECK (estado IN ('na_fila', 'executando', 'concluido', 'falhou')),
        origem TEXT NOT NULL,
        ajuste TEXT NOT NULL DEFAULT 'auto' CHECK (ajuste IN ('auto', 'sempre', 'nunca')),
        etapa TEXT NOT NULL,
        percentual INTEGER NOT NULL,
        pedido_em ${bigint} NOT NULL,
        iniciado_em ${bigint},
        batida_em ${bigint},
        terminado_em ${bigint},
        erro TEXT,
        versao_id ${bigint} REFERENCES modelo_versoes (id) ON DELETE SET NULL
      )`,
      `INSERT INTO treinos (id, estado, origem, ajuste, etapa, percentual, pedido_em, iniciado_em, batida_em,
          terminado_em, erro, versao_id)
        SELECT id, estado, ${field('pedido', 'origin')}, ${field('pedido', 'tuning')},
          CASE estado WHEN 'na_fila' THEN 'na fila' WHEN 'concluido' THEN 'concluído'
            ELSE COALESCE(${field('andamento', 'stage')}, 'leitura') END,
          percentual, pedido_em, iniciado_em, batida_em, terminado_em, erro, ${versionId}
        FROM trabalhos WHERE tipo = 'treino'`,
      `CREATE UNIQUE INDEX treinos_um_por_vez
        ON treinos ((estado IN ('na_fila', 'executando'))) WHERE estado IN ('na_fila', 'executando')`,
      `CREATE TABLE importacoes (
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
      )`,
      `INSERT INTO importacoes
        SELECT id, CASE estado WHEN 'concluido' THEN 'concluida' ELSE estado END, ${field('pedido', 'file')},
          ${field('pedido', 'options')}, COALESCE(dono, ''), COALESCE(batida_em, pedido_em), percentual,
          CAST(COALESCE(${field('resultado', 'rows')}, ${field('andamento', 'rows')}, '0') AS BIGINT),
          ${field('resultado', 'report')}, erro, pedido_em,
          iniciado_em, terminado_em
        FROM trabalhos WHERE tipo = 'importacao'`,
      `CREATE UNIQUE INDEX importacoes_uma_por_vez ON importacoes (estado) WHERE estado = 'executando'`,
      ...byDialect(runner, { sqlite: [], postgres: [nextIdOf('treinos'), nextIdOf('importacoes')] }),
      'DROP TABLE trabalhos',
    ]);
  }
}

/** JSON in text columns, as each database writes and reads it. */
const words = {
  sqlite: {
    object: 'json_object',
    json: (column: string) => `json(${column})`,
    text: (object: string) => object,
    field: (column: string, name: string) => `json_extract(${column}, '$.${name}')`,
  },
  postgres: {
    object: 'json_build_object',
    json: (column: string) => `${column}::json`,
    text: (object: string) => `${object}::text`,
    field: (column: string, name: string) => `${column}::json ->> '${name}'`,
  },
};

/** PostgreSQL does not learn of numbers that are given to rows. */
function nextIdOf(table: string): string {
  return `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM ${table}), false)`;
}
