import type { Statements } from '../../src/database/sql-value';
import { importRows } from '../../src/importing/import';
import { addFilms, addUsers } from '../support/add-rows';
import { withPostgres } from '../support/databases';

const filmes = Array.from({ length: 50 }, (_, n) => ({ id: n + 1, titulo: `Filme ${n + 1}` }));
const usuarios = Array.from({ length: 60 }, (_, n) => ({ id: n + 1, nome: `Pessoa ${n + 1}` }));
const avaliacoes = usuarios.flatMap(({ id: usuario_id }) =>
  filmes.map(({ id: filme_id }) => ({ usuario_id, filme_id, avaliacao: 4, avaliado_em: null })),
);

/** How often all rows of a table were read in the transaction so far. */
async function readings(transaction: Statements, table: string): Promise<number> {
  const [{ seq_scan }] = (await transaction.query('SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = $1', [
    table,
  ])) as { seq_scan: number }[];
  return seq_scan;
}

withPostgres('an import of many rows', (open) => {
  // How a reference is checked is planned once. Of a table of one page it is the fastest to read the page, and no more so when
  // the import has made a thousand of it.
  it.each(['keep', 'replace'] as const)(
    'looks up what they refer to by its key, however little there was before (%s)',
    async (existing) => {
      const database = await open();
      await addFilms(database, filmes);
      await addUsers(
        database,
        usuarios.map(({ id }) => id),
      );
      await database.write((transaction) => transaction.query('ANALYZE usuarios, filmes'));
      const most = { usuarios: 0, filmes: 0 };
      const look = async (transaction: Statements): Promise<void> => {
        for (const table of ['usuarios', 'filmes'] as const)
          most[table] = Math.max(most[table], await readings(transaction, table));
      };
      const report = await importRows(
        database,
        { filmes, usuarios, avaliacoes },
        { existing, beforeCommit: look, replacing: { alongside: look } },
      );
      expect(report.counts.avaliacoes?.novos).toBe(avaliacoes.length);
      expect(Math.max(most.usuarios, most.filmes)).toBeLessThan(100);
    },
  );
});
