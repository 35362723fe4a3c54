import type { Response } from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { lines, removeFiles, zipWith } from '../importing/files';
import { tell } from './kills';

afterAll(removeFiles);

const ROUNDS = 3;
/** In the file: everybody rates every film, so that two transactions of the import lock all of them. */
const PEOPLE = 120;
const FILMS = 150;
/** Of them, those deleted while the file is imported. */
const ERASED = 25;
const DELETED = 40;
/** Not in the file: they take emails that it gives to others, and rate films by themselves. */
const OTHERS = 40;

const upTo = (count: number, base: number): number[] => Array.from({ length: count }, (_, n) => base + n + 1);
const rating = (person: number, film: number): number => (person + film) % 6;
const email = (person: number): string => `p${person}@example.com`;

/** One round has people and films of its own. */
function cast(round: number) {
  const base = round * 1_000;
  const people = upTo(PEOPLE, base);
  const films = upTo(FILMS, base);
  const others = upTo(OTHERS, base + 500);
  return { people, films, others, erased: people.slice(-ERASED), deleted: films.slice(-DELETED) };
}

eachDatabase('an import while the site is used', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const statuses = new Map<number, number>();
  const sent = async (request: PromiseLike<Response>): Promise<Response> => {
    const response = await request;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    return response;
  };
  const rows = <Row>(sql: string): Promise<Row[]> => server.database.query<Row>(sql);

  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  async function round(n: number): Promise<void> {
    const { people, films, others, erased, deleted } = cast(n);
    const named = (ids: number[]) => ids.map((id) => ({ id, nome: `Pessoa ${id}` }));
    await client.post('/usuarios/lote', named([...people, ...others])).expect(200);
    await client
      .post(
        '/filmes/lote',
        films.map((id) => ({ id, titulo: `Filme ${id}` })),
      )
      .expect(200);
    const pairs = people.flatMap((person) => films.map((film) => [person, film] as const));
    const file = await zipWith({
      'usuarios.csv': lines('id,nome,email', ...people.map((id) => `${id},Pessoa ${id},${email(id)}`)),
      'avaliacoes.csv': lines(
        'usuario_id,filme_id,avaliacao',
        ...pairs.map((pair) => `${pair.join()},${rating(...pair)}`),
      ),
    });
    const location = (await client.post('/importacoes').attach('arquivo', file).expect(202)).headers.location;
    const job = async () => (await client.get(location).expect(200)).body;
    let over = false;
    const whileImported = async (write: (turn: number) => Promise<unknown>): Promise<void> => {
      for (let turn = 0; !over; turn++) await write(turn);
    };
    await until('the import to begin', async () => (await job()).estado !== 'na_fila');

    const taken = new Map<number, string>();
    const rated = new Map<string, number>();
    const put = async (turn: number) => {
      const [person, film] = [others[turn % OTHERS], films[(turn * 7) % FILMS]];
      const value = turn % 6;
      const { status } = await sent(client.put(`/usuarios/${person}/avaliacoes/${film}`, { avaliacao: value }));
      if (status < 300) rated.set(`${person} ${film}`, value);
    };
    const all = Promise.all([
      ...[0, 1, 2].map(async (part) => {
        for (const id of deleted.filter((film) => film % 3 === part))
          expect((await sent(client.delete(`/filmes/${id}`))).status).toBe(204);
      }),
      ...[0, 1].map(async (part) => {
        for (const id of erased.filter((person) => person % 2 === part))
          expect((await sent(client.delete(`/usuarios/${id}`))).status).toBe(204);
      }),
      (async () => {
        for (const [k, id] of others.entries()) {
          const wanted = email(people[2 * k]);
          if ((await sent(client.patch(`/usuarios/${id}`, { email: wanted }))).status === 200) taken.set(id, wanted);
        }
      })(),
      whileImported((turn) =>
        sent(
          client.post(
            '/filmes/lote',
            films.slice(0, 60).map((id) => ({ id, titulo: `Filme ${id}`, ano: 1950 + (turn % 50) })),
          ),
        ),
      ),
      whileImported(() => sent(client.post('/usuarios/lote', named(others).reverse()))),
      whileImported(() =>
        sent(
          client.post(
            '/avaliacoes/lote',
            films.map((film) => ({ usuario_id: others[film % OTHERS], filme_id: film, avaliacao: 3 })).reverse(),
          ),
        ),
      ),
      whileImported(put),
    ]);
    await until('the end of the import', async () => !['na_fila', 'executando'].includes((await job()).estado));
    over = true;
    await all;

    const done = await job();
    expect(done).toMatchObject({ estado: 'concluida', erro: null });
    const { novos, alterados, iguais, rejeitados } = done.contagens.avaliacoes as Record<string, number>;
    expect(novos + alterados + iguais + rejeitados).toBe(pairs.length);
    for (const { arquivo, linha, motivo } of done.rejeitadas as { arquivo: string; linha: number; motivo: string }[]) {
      // The header is the first line.
      const [person, film] = pairs[linha - 2];
      if (arquivo === 'usuarios.csv') {
        const owner = others.find((id) => taken.get(id) === email(people[linha - 2]));
        if (owner === undefined) expect(motivo).toMatch(new RegExp(`^usuário ${people[linha - 2]} foi apagado em `));
        else expect(motivo).toBe(`email "${email(people[linha - 2])}" já é do usuário ${owner}`);
      } else if (motivo.startsWith('filme')) {
        expect([motivo, deleted.includes(film)]).toEqual([`filme ${film} não existe`, true]);
      } else {
        expect([motivo, erased.includes(person)]).toEqual([`usuário ${person} não existe`, true]);
      }
    }

    const left = await rows<{ id: number; email: string | null }>(
      `SELECT id, email FROM usuarios WHERE id BETWEEN ${n * 1_000} AND ${n * 1_000 + 999}`,
    );
    const emails = new Map(left.map((person) => [person.id, person.email]));
    expect([...emails.keys()].sort()).toEqual([...people.filter((id) => !erased.includes(id)), ...others]);
    for (const [id, wanted] of taken) expect([id, emails.get(id)]).toEqual([id, wanted]);
    const kept = new Map(
      (
        await rows<{ usuario_id: number; filme_id: number; avaliacao: number }>(
          `SELECT usuario_id, filme_id, avaliacao FROM avaliacoes
           WHERE usuario_id BETWEEN ${n * 1_000} AND ${n * 1_000 + 999}`,
        )
      ).map((row) => [`${row.usuario_id} ${row.filme_id}`, row.avaliacao]),
    );
    const gone = (film: number): boolean => deleted.includes(film);
    for (const [person, film] of pairs)
      if (gone(film) || erased.includes(person)) expect(kept.has(`${person} ${film}`)).toBe(false);
      else if (kept.get(`${person} ${film}`) !== rating(person, film))
        throw new Error(`${person} rated ${film} ${rating(person, film)}, stored is ${kept.get(`${person} ${film}`)}`);
    // Batches write 3 beside: what was put stands, or that.
    for (const [pair, value] of rated)
      if (!gone(Number(pair.split(' ')[1]))) expect([value, 3]).toContain(kept.get(pair));
  }

  it('ends well, rejects what is gone or taken, answers no request with 5xx, and keeps what was acknowledged', async () => {
    for (let n = 1; n <= ROUNDS; n++) await round(n);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    tell(`${ROUNDS} imports beside ${total} writes on ${server.database.dialect.name}: no job died, no 5xx`);
  }, 240_000);
});
