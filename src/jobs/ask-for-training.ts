import type { Dialect } from '../database/dialect';
import type { Statements } from '../database/sql-value';

/** As the trainings' own room asks for the first model of some data. */
const FIRST = JSON.stringify({ origin: 'primeiro', tuning: 'nunca' });

/**
 * Ask for a training in the transaction that leaves the data without a model that fits. One that waits will do; while one
 * runs the database lets no other in: it is of the data before, and asks for the next when it ends.
 */
export async function askForTraining(transaction: Statements, dialect: Dialect): Promise<void> {
  await transaction.query(
    `INSERT INTO trabalhos (tipo, estado, pedido, percentual, pedido_em)
     VALUES ('treino', 'na_fila', $1, 0, ${dialect.clock}) ON CONFLICT DO NOTHING`,
    [FIRST],
  );
  await dialect.notify(transaction, 'trabalhos');
}
