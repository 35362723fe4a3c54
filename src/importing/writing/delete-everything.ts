import type { EntityManager } from 'typeorm';
import { raiseCatalogueVersion } from '../../films/catalogue-version';
import { DEMO_KEY } from './demo-mark';

/**
 * Delete all ratings, users and films, and the mark of the demonstration catalogue. The model in use goes with them: its
 * film ids would mean other films.
 */
export async function deleteEverything(transaction: EntityManager): Promise<void> {
  for (const table of ['avaliacoes', 'usuarios', 'filmes']) await transaction.query(`DELETE FROM ${table}`);
  await raiseCatalogueVersion(transaction);
  await transaction.query('DELETE FROM modelo_ativo');
  await transaction.query('DELETE FROM sistema WHERE chave = $1', [DEMO_KEY]);
}
