/** Statements of the migration Treinos that both databases take. */

/** Whatever ran under the earlier schema gives no sign of life that could be waited for. */
export const END_RUNNING = `UPDATE treinos SET estado = 'falhou', terminado_em = pedido_em,
  erro = 'O processo de treino morreu antes de terminar.' WHERE estado = 'executando'`;

/** One training waits or runs; the database lets no second one in. */
export const ONE_AT_A_TIME = `CREATE UNIQUE INDEX treinos_um_por_vez
  ON treinos ((estado IN ('na_fila', 'executando'))) WHERE estado IN ('na_fila', 'executando')`;

/** Until now a version was activated when it was made, or never. */
export const ACTIVATED_WHEN_MADE = `UPDATE modelo_versoes SET ativado_em = criado_em WHERE estado = 'pronto'`;
