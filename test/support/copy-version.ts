import type { Database } from '../../src/database/database';

/** Make a copy of version 1 of the model, under another number, and do something to it. */
export function copyVersion(database: Database, version: number, change = 'SELECT 1'): Promise<void> {
  return database.write(async (transaction) => {
    for (const [table, columns] of [
      ['modelo_versoes', 'estado, motor, parametros, metricas, usuarios, filmes, avaliacoes, soma, criado_em'],
      ['modelo_centroides', 'tipo, indice, grupo_id, nome, tamanho, vetor'],
      ['modelo_blocos', 'nome, parte, tipo, linhas, colunas, dados, sha256'],
    ]) {
      const id = table === 'modelo_versoes' ? 'id' : 'versao_id';
      await transaction.query(
        `INSERT INTO ${table} (${id}, ${columns}) SELECT ${version}, ${columns} FROM ${table} WHERE ${id} = 1`,
      );
    }
    await transaction.query(change);
  });
}
