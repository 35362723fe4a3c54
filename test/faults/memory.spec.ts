import { KeysService } from '../../src/access/keys.service';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { withSqlite } from '../support/databases';
import { memoryOf, startServerProgram } from '../support/program';

const USERS = 5_000;
const FILMS = 200;

/**
 * Too small a heap for the file, in MB: without a limit the engine lets garbage lie about, and measures say little. Each
 * half of its young part takes what Node 20 gives it; Node 24 would give it more, whatever the limit.
 */
const HEAP = 80;
const YOUNG = 16;

/** What the server may take more than before, in MB, buffers outside the heap included. The file has 80 and more. */
const BOUND = 75;

withSqlite('a million ratings', (_, create) => {
  it('are exported, and uploaded again, without holding them in memory', async () => {
    const location = await create();
    const database = await Database.open(location, entities);
    const count = (to: number) =>
      `WITH RECURSIVE numero(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < ${to})`;
    await database.write(async (transaction) => {
      await transaction.query(
        `${count(FILMS)} INSERT INTO filmes (id, titulo, genero, diretor, atores, busca_titulo, busca_genero, busca_diretor, busca_atores)
         SELECT n, 'Filme ' || n, '', '', '', '', '', '', '' FROM numero`,
      );
      await transaction.query(`${count(USERS)} INSERT INTO usuarios (id, nome) SELECT n, 'Pessoa ' || n FROM numero`);
      await transaction.query(
        `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em)
         SELECT usuarios.id, filmes.id, 4, 1750000000000 FROM usuarios, filmes`,
      );
    });
    const { text: key } = await new KeysService(database, Date.now, () => performance.now()).create('teste', 'admin');
    await database.close();
    const server = await startServerProgram(location, {
      NODE_OPTIONS: `--max-old-space-size=${HEAP} --max-semi-space-size=${YOUNG}`,
    });
    const { pid, url } = server;
    try {
      const headers = { Authorization: `Bearer ${key}` };
      await fetch(`${url}/filmes`);
      const before = memoryOf(pid, 'VmHWM');
      const exported = await (await fetch(`${url}/exportacao`, { headers })).blob();
      expect(exported.size).toBeGreaterThan(HEAP * 1024 * 1024);
      expect(memoryOf(pid, 'VmHWM') - before).toBeLessThan(BOUND);

      const form = new FormData();
      form.set('arquivo', exported, 'tudo.ndjson');
      const sent = await fetch(`${url}/importacoes?simular=true`, { method: 'POST', headers, body: form });
      expect(sent.status).toBe(202);
      expect(memoryOf(pid, 'VmHWM') - before).toBeLessThan(BOUND);
    } finally {
      await server.kill('SIGTERM');
    }
  }, 180_000);
});
