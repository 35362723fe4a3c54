import { KeysService } from '../../src/access/keys.service';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import request from 'supertest';
import { lines, removeFiles, zipWith } from '../importing/files';
import { withSqlite } from '../support/databases';
import { startServerProgram } from '../support/program';
import { until } from '../support/until';

afterAll(removeFiles);

const USERS = 1_500;
const FILMS = 200;

const archive = () =>
  zipWith({
    'ml/movies.csv': lines('movieId,title,genres', ...numbers(FILMS).map((id) => `${id},Filme ${id} (1990),Drama`)),
    'ml/ratings.csv': numbers(USERS)
      .flatMap((user) => numbers(FILMS).map((film) => `${user},${film},${(user + film) % 6},1000\n`))
      .reduce((text, line) => text + line, 'userId,movieId,rating,timestamp\n'),
  });

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}

async function onDatabase<T>(location: DatabaseLocation, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(location, entities);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

withSqlite('a server that is killed (SIGKILL) during an import', (_, create) => {
  it('leaves a sound database; the job has failed, and sending the file again completes it', async () => {
    const location = await create();
    const { text: key } = await onDatabase(location, (database) =>
      new KeysService(database, Date.now, () => performance.now()).create('teste', 'escrita'),
    );
    const path = await archive();
    const send = async (url: string) => {
      const sent = request(url).post('/importacoes').set('Authorization', `Bearer ${key}`).attach('arquivo', path);
      return (await sent.expect(202)).headers.location;
    };
    const jobAt = async (url: string, at: string) =>
      (await request(url).get(at).set('Authorization', `Bearer ${key}`).expect(200)).body;

    const first = await startServerProgram(location);
    const job = await send(first.url);
    await until('10,000 lines', async () => ((await jobAt(first.url, job)).linhas as number) >= 10_000);
    await first.kill('SIGKILL');

    await onDatabase(location, async (database) => {
      expect(await database.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(await database.query('PRAGMA foreign_key_check')).toEqual([]);
      const [{ n }] = await database.query<{ n: number }>('SELECT COUNT(*) AS n FROM avaliacoes');
      expect(n).toBeGreaterThan(0);
      expect(n).toBeLessThan(USERS * FILMS);
      // Thirty seconds later, without the wait.
      await database.write((transaction) => transaction.query('UPDATE trabalhos SET batida_em = batida_em - 31000'));
    });

    const second = await startServerProgram(location);
    try {
      expect(await jobAt(second.url, job)).toMatchObject({
        estado: 'falhou',
        erro: 'O servidor que recebeu o arquivo parou antes de terminar. Envie de novo.',
      });
      const again = await send(second.url);
      let done = await jobAt(second.url, again);
      await until('the end of the import', async () => {
        done = await jobAt(second.url, again);
        return done.estado !== 'na_fila' && done.estado !== 'executando';
      });
      expect(done).toMatchObject({ estado: 'concluida', rejeitadas: [] });
      const { novos, alterados, iguais } = done.contagens.avaliacoes as Record<string, number>;
      expect({ alterados, all: novos + iguais }).toEqual({ alterados: 0, all: USERS * FILMS });
      expect(novos).toBeGreaterThan(0);
    } finally {
      await second.kill('SIGTERM');
    }
    await onDatabase(location, async (database) => {
      const [sum] = await database.query(
        `SELECT COUNT(*) AS n, COUNT(DISTINCT usuario_id) AS users, SUM(avaliacao = (usuario_id + filme_id) % 6) AS right
         FROM avaliacoes`,
      );
      expect(sum).toEqual({ n: USERS * FILMS, users: USERS, right: USERS * FILMS });
    });
  }, 180_000);
});
