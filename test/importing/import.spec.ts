import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Database } from '../../src/database/database';
import { importRows } from '../../src/importing/import';
import { UnusableSource } from '../../src/importing/reading/unusable-source';
import { eachDatabase } from '../support/databases';
import { describeWith, sharedData } from '../support/requirements';
import { contentOf, films, importFiles, importPath, lines, ratings, removeFiles, users } from './files';

afterAll(removeFiles);

const profileVersions = async (database: Database) => {
  const rows = await database.query<{ id: number; versao_perfil: number }>('SELECT id, versao_perfil FROM usuarios');
  return Object.fromEntries(rows.map(({ id, versao_perfil }) => [id, versao_perfil]));
};

const rated = (usuario_id: number, filme_id: number, avaliacao: number, avaliado_em: number | null = null) => ({
  usuario_id,
  filme_id,
  avaliacao,
  avaliado_em,
});

const filmes = [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` }));
const usuarios = [1, 2].map((id) => ({ id, nome: `Pessoa ${id}` }));

eachDatabase('an import', (open) => {
  const movieLens = {
    'movies.csv': lines('movieId,title,genres', '1,Um (1990),Drama', '2,Dois (1991),Drama', '3,Três,Drama'),
    'ratings.csv': lines('userId,movieId,rating,timestamp', '1,1,5,100', '1,2,4,100', '2,1,3,100'),
  };

  it('of the same files changes nothing the second time', async () => {
    const database = await open();
    await importFiles(database, movieLens);
    const before = await contentOf(database);
    const report = await importFiles(database, movieLens);
    expect(report.counts).toEqual({
      filmes: { novos: 0, alterados: 0, iguais: 3, rejeitados: 0 },
      usuarios: { novos: 0, alterados: 0, iguais: 2, rejeitados: 0 },
      avaliacoes: { novos: 0, alterados: 0, iguais: 3, rejeitados: 0 },
    });
    expect(await contentOf(database)).toEqual(before);
  });

  it('changes what differs, and keeps the names that users have', async () => {
    const database = await open();
    await importRows(database, { usuarios: [{ id: 1, nome: 'Ana', email: 'ana@exemplo.br' }] });
    await importFiles(database, movieLens);
    const report = await importFiles(database, {
      'movies.csv': lines('movieId,title,genres', '1,Um (1990),Comedy', '2,Dois (1991),Drama'),
      'ratings.csv': lines('userId,movieId,rating,timestamp', '1,1,2,101', '1,2,4,100', '2,3,1,100'),
    });
    expect(report.counts.filmes).toEqual({ novos: 0, alterados: 1, iguais: 1, rejeitados: 0 });
    expect(report.counts.avaliacoes).toEqual({ novos: 1, alterados: 1, iguais: 1, rejeitados: 0 });
    expect(await users(database)).toEqual([
      { id: 1, nome: 'Ana', email: 'ana@exemplo.br' },
      { id: 2, nome: 'Usuário 2', email: null },
    ]);
    expect(await ratings(database)).toEqual([
      rated(1, 1, 2, 101_000),
      rated(1, 2, 4, 100_000),
      rated(2, 1, 3, 100_000),
      rated(2, 3, 1, 100_000),
    ]);
  });

  it.each([
    ['a newer rating', rated(1, 1, 2, 200), rated(1, 1, 2, 200)],
    ['an older rating', rated(1, 1, 2, 50), rated(1, 1, 5, 100)],
    ['another rating at the same time', rated(1, 1, 2, 100), rated(1, 1, 2, 100)],
    ['a rating without a time', rated(1, 1, 2, null), rated(1, 1, 2, null)],
    ['the same rating without a time', rated(1, 1, 5, null), rated(1, 1, 5, 100)],
  ])('with %s of the same film leaves the newer, or what was written later,', async (_, coming, expected) => {
    const database = await open();
    await importRows(database, { filmes, usuarios, avaliacoes: [rated(1, 1, 5, 100)] });
    await importRows(database, { avaliacoes: [coming] });
    expect(await ratings(database)).toEqual([expected]);
  });

  it('leaves what writing its rows one by one would, in one batch or in many', async () => {
    const database = await open();
    await importRows(database, { filmes, usuarios });
    const row = fc.record({
      film: fc.integer({ min: 1, max: 2 }),
      at: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 4 }), async (drawn) => {
        await database.write((transaction) => transaction.query('DELETE FROM avaliacoes'));
        let n = 0;
        // No two alike: the same rating once more, without a time, is told apart above.
        const batches = drawn.map((batch) => batch.map((one) => ({ ...one, rating: n++ / 10 })));
        const expected = new Map<number, { rating: number; at: number | null }>();
        for (const { film, rating, at } of batches.flat()) {
          const before = expected.get(film);
          const older = before && at !== null && before.at !== null && at < before.at;
          if (!older) expected.set(film, { rating, at });
        }
        for (const batch of batches)
          await importRows(database, { avaliacoes: batch.map(({ film, rating, at }) => rated(1, film, rating, at)) });
        const stored = (await ratings(database)) as { filme_id: number; avaliacao: number }[];
        expect(new Map(stored.map(({ filme_id, avaliacao }) => [filme_id, avaliacao]))).toEqual(
          new Map([...expected].map(([film, { rating }]) => [film, rating])),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('with several ratings of the same film in one file leaves the newest', async () => {
    const database = await open();
    const { counts } = await importRows(database, {
      filmes,
      usuarios,
      avaliacoes: [rated(1, 1, 1, 300), rated(1, 1, 2, 100), rated(1, 2, 3), rated(1, 2, 4), rated(1, 2, 5, 1)],
    });
    expect(counts.avaliacoes).toEqual({ novos: 2, alterados: 0, iguais: 3, rejeitados: 0 });
    expect(await ratings(database)).toEqual([rated(1, 1, 1, 300), rated(1, 2, 5, 1)]);
  });

  it('raises the profile version of those whose ratings really change', async () => {
    const database = await open();
    await importRows(database, {
      filmes,
      usuarios,
      avaliacoes: [rated(1, 1, 5, 1), rated(1, 2, 5, 1), rated(2, 1, 5, 1)],
    });
    expect(await profileVersions(database)).toEqual({ 1: 1, 2: 1 });
    await importRows(database, { avaliacoes: [rated(1, 1, 5, 1), rated(2, 1, 4, 2), rated(2, 2, 4, 2)] });
    expect(await profileVersions(database)).toEqual({ 1: 1, 2: 2 });
  });

  it('makes titles, genres and people searchable', async () => {
    const database = await open();
    await importRows(database, { filmes: [{ id: 1, titulo: 'Ação', genero: 'Ficção, Drama' }] });
    await importRows(database, { elenco: [{ id: 1, diretor: 'José', atores: 'Zé, Ana' }] });
    expect(await database.query('SELECT busca_titulo, busca_genero, busca_diretor, busca_atores FROM filmes')).toEqual([
      { busca_titulo: 'acao', busca_genero: '|ficcao|drama|', busca_diretor: '|jose|', busca_atores: '|ze|ana|' },
    ]);
  });

  it('leaves room for films and users that get their id from the database', async () => {
    const database = await open();
    await importRows(database, { filmes: [{ id: 1, titulo: 'Um' }], usuarios: [{ id: 1, nome: 'Ana' }] });
    await importRows(database, { filmes: [{ id: 70, titulo: 'Dois' }], usuarios: [{ id: 40, nome: 'Bia' }] });
    await importRows(database, { filmes: [{ id: 5, titulo: 'Três' }], usuarios: [{ id: 5, nome: 'Caio' }] });
    await importFiles(database, {
      'ratings.csv': lines('userId,movieId,rating,timestamp', '90,1,5,100'),
    });
    await database.write(async (transaction) => {
      await transaction.query("INSERT INTO usuarios (nome) VALUES ('Davi')");
      await transaction.query(
        "INSERT INTO filmes (titulo, busca_titulo, busca_genero, busca_diretor, busca_atores) VALUES ('Novo', '', '', '', '')",
      );
    });
    expect(await database.query("SELECT id FROM usuarios WHERE nome = 'Davi'")).toEqual([{ id: 91 }]);
    expect(await database.query("SELECT id FROM filmes WHERE titulo = 'Novo'")).toEqual([{ id: 71 }]);
  });

  it('goes on when a film and a user it knows of are deleted meanwhile', async () => {
    const database = await open();
    await importRows(database, { filmes, usuarios });
    const start = Date.UTC(2020, 0, 1);
    const row = (user: number, film: number, rating: number, at: number) => `${user},${film},${rating},${start + at}`;
    const report = await importFiles(
      database,
      {
        'avaliacoes.csv': lines(
          'usuario_id,filme_id,avaliacao,avaliado_em',
          '1,1,x,1',
          ...[row(1, 1, 3, 0), row(2, 2, 3, 0)],
          ...Array.from({ length: 50_000 }, (_, n) => row(1, 3, n % 2 ? 3 : 5, n)),
          ...[row(1, 1, 5, 60_000), row(1, 2, 5, 60_000), row(2, 2, 5, 60_000)],
        ),
      },
      {
        // The first batch has landed, the next waits.
        onRejected: async ({ linha }) => {
          if (linha !== 2) return;
          await database.write(async (transaction) => {
            await transaction.query('DELETE FROM filmes WHERE id = 1');
            await transaction.query('DELETE FROM usuarios WHERE id = 2');
          });
        },
      },
    );
    expect(report.rejected.map(({ motivo }) => motivo).slice(1)).toEqual([
      'filme 1 não existe',
      'usuário 2 não existe',
    ]);
    expect(await ratings(database)).toEqual([rated(1, 2, 5, start + 60_000), rated(1, 3, 3, start + 49_999)]);
  });

  it('as a dry run reports the same and writes nothing', async () => {
    const database = await open();
    await importRows(database, { filmes: [{ id: 1, titulo: 'Outro' }], usuarios, avaliacoes: [rated(1, 1, 1, 1)] });
    const before = await contentOf(database);
    const files = {
      ...movieLens,
      'elenco.csv': lines('movieId,directors,cast', '1,Ana,', '3,Bia,', '9,Caio,'),
      'usuarios.csv': lines('id,nome,email', '3,Davi,d@exemplo.br', '4,Eva,d@exemplo.br'),
    };
    const planned = await importFiles(database, files, { dryRun: true });
    expect(await contentOf(database)).toEqual(before);
    const done = await importFiles(database, files);
    expect(planned).toEqual({ ...done, dryRun: true });
    expect(done.counts.avaliacoes).toEqual({ novos: 2, alterados: 1, iguais: 0, rejeitados: 0 });
  });

  describe('into the demonstration catalogue', () => {
    const demo = async () => {
      const database = await open();
      await importRows(database, { filmes, usuarios, avaliacoes: [rated(1, 3, 5, 1)] });
      await database.write((transaction) =>
        transaction.query(`INSERT INTO sistema (chave, valor) VALUES ('demo', 'pronta'), ('outra', 'fica')`),
      );
      return database;
    };
    const marks = (database: Database) =>
      database.query("SELECT chave FROM sistema WHERE chave IN ('demo', 'outra') ORDER BY chave");

    it('is refused, and nothing changes', async () => {
      const database = await demo();
      const before = await contentOf(database);
      const attempt = importFiles(database, movieLens);
      await expect(attempt).rejects.toThrow(UnusableSource);
      await expect(attempt).rejects.toThrow(/catálogo de demonstração[^]*--substituir[^]*--manter/);
      expect(await contentOf(database)).toEqual(before);
    });

    it('replaces it on demand, but not with a file that cannot be used', async () => {
      const database = await demo();
      const useless = importFiles(database, { 'movies.csv': 'nada' }, { existing: 'replace' });
      await expect(useless).rejects.toThrow(UnusableSource);
      expect(await films(database)).toHaveLength(3);
      await importFiles(database, movieLens, { existing: 'replace' });
      expect(await marks(database)).toEqual([{ chave: 'outra' }]);
      expect(((await films(database)) as { titulo: string }[]).map(({ titulo }) => titulo)).toEqual([
        'Um',
        'Dois',
        'Três',
      ]);
      expect(await ratings(database)).toHaveLength(3);
    });

    it('tells in a dry run what replacing would do', async () => {
      const database = await demo();
      const planned = await importFiles(database, movieLens, { existing: 'replace', dryRun: true });
      expect(await films(database)).toHaveLength(3);
      expect(planned).toEqual({ ...(await importFiles(database, movieLens, { existing: 'replace' })), dryRun: true });
    });

    it('merges with it on demand, and it stays a demonstration', async () => {
      const database = await demo();
      await importFiles(database, movieLens, { existing: 'keep' });
      expect(await marks(database)).toEqual([{ chave: 'demo' }, { chave: 'outra' }]);
      expect(await ratings(database)).toHaveLength(4);
    });
  });

  it('tells how far it is, from 0 to 1', async () => {
    const database = await open();
    const shares: number[] = [];
    await importFiles(database, movieLens, { onProgress: ({ share }) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  describeWith(sharedData, 'of MovieLens latest-small with directors and cast', () => {
    it('lands whole, and changes nothing the second time', async () => {
      const database = await open();
      const movieLensFolder = join(sharedData.folder, 'ml-latest-small');
      const credits = join(sharedData.folder, 'dbpedia-directors-cast', 'films.csv');
      const first = await importPath(database, movieLensFolder);
      expect(first.counts).toEqual({
        filmes: { novos: 9742, alterados: 0, iguais: 0, rejeitados: 0 },
        usuarios: { novos: 610, alterados: 0, iguais: 0, rejeitados: 0 },
        avaliacoes: { novos: 100_836, alterados: 0, iguais: 0, rejeitados: 0 },
        // The ids elsewhere, of links.csv: two films have one of TMDB.
        identificadores: { novos: 9741, alterados: 0, iguais: 0, rejeitados: 1 },
      });
      const { elenco } = (await importPath(database, credits)).counts;
      expect(elenco).toEqual({ novos: 0, alterados: 2564, iguais: 129, rejeitados: 607 });
      expect(
        await database.query('SELECT titulo, genero, diretor, ano FROM filmes WHERE id IN (2, 2571) ORDER BY id'),
      ).toMatchObject([
        { titulo: 'Jumanji', genero: 'Adventure, Children, Fantasy', diretor: 'Joe Johnston', ano: 1995 },
        { titulo: 'The Matrix', genero: 'Action, Sci-Fi, Thriller', ano: 1999 },
      ]);
      const [{ soma }] = (await database.query('SELECT SUM(avaliacao) AS soma FROM avaliacoes')) as [{ soma: number }];
      expect(soma).toBe(353083);
      const before = await contentOf(database);
      const again = await importPath(database, movieLensFolder);
      expect(again.counts.avaliacoes).toEqual({ novos: 0, alterados: 0, iguais: 100_836, rejeitados: 0 });
      expect(again.counts.identificadores).toEqual({ novos: 0, alterados: 0, iguais: 9741, rejeitados: 1 });
      expect(again.counts.filmes).toEqual({ novos: 0, alterados: 0, iguais: 9742, rejeitados: 0 });
      await importPath(database, credits);
      expect(await contentOf(database)).toEqual(before);
    });
  });
});
