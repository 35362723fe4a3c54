import { readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { restore } from '../../src/database/sqlite/backup';
import { entities } from '../../src/entities';
import { Copies } from '../../src/importing/export/copies';
import { seedDemo } from '../../src/importing/demo/seed-demo';
import { importRows, type ImportOptions } from '../../src/importing/import';
import { ReplacementRefused } from '../../src/importing/writing/replacement';
import { filmWriterOf } from '../support/films-service';
import { UsersService } from '../../src/users/users.service';
import { eachDatabase } from '../support/databases';
import { addTastes } from '../support/two-tastes';
import { contentOf, films, folderWith, importFiles, importPath, lines, removeFiles, type Contents } from './files';

afterAll(removeFiles);

const many = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n + 1));

/** Of twelve people, sixteen films and 154 ratings: a little more than a tenth. */
const small = {
  'filmes.csv': lines('id,titulo', ...many(4).map((id) => `${id},Novo`)),
  'usuarios.csv': lines('id,nome', ...many(4).map((id) => `${id},Ana`)),
  'avaliacoes.csv': lines(
    'usuario_id,filme_id,avaliacao,avaliado_em',
    ...many(4).flatMap((user) => many(4).map((film) => `${user},${film},${film},2020-01-01`)),
  ),
};

/** As large as what is there. */
const large = {
  'filmes.csv': lines('id,titulo', ...many(200).map((id) => `${id},Filme ${id}`)),
  'ratings.csv': lines(
    'userId,movieId,rating,timestamp',
    ...many(125).flatMap((user) =>
      many(200).map((film) => `${user},${film},${(Number(user) + Number(film)) % 6},1000`),
    ),
  ),
};

eachDatabase('a replacement', (_, create) => {
  let location: DatabaseLocation;
  let database: Database;
  beforeEach(async () => {
    location = await create();
    database = await Database.open(location, entities);
    await addTastes(database);
  });
  afterEach(() => database.close());

  const everything = async () => ({
    ...(await contentOf(database)),
    system: await database.query('SELECT * FROM sistema ORDER BY chave'),
    jobs: await database.query('SELECT * FROM trabalhos'),
  });
  const replaceBy = (files: Contents, replacing: ImportOptions['replacing'] = {}) =>
    importFiles(database, files, { existing: 'replace', replacing });
  const titles = async () => ((await films(database)) as { titulo: string }[]).map(({ titulo }) => titulo);

  const header = { 'filmes.csv': 'id,titulo\n' };
  const tooLittle: [string, Contents, string][] = [
    ['only a header', header, 'entrariam  0 filmes, 0 usuários e 0 avaliações'],
    ['only bad ids', { 'filmes.csv': lines('id,titulo', 'imdb:x,Um', ',Dois') }, 'filmes.csv:2  id "imdb:x"'],
    [
      'only ratings',
      { 'ratings.csv': lines('userId,movieId,rating,timestamp', '1,1,5,100', '2,1,4,100') },
      'ratings.csv:2  filme 1 não existe',
    ],
    ['films without anybody', { 'filmes.csv': small['filmes.csv'] }, 'entrariam  4 filmes, 0 usuários e 0 avaliações'],
    [
      'a single film',
      { ...small, 'filmes.csv': lines('id,titulo', '1,Novo') },
      'entrariam  1 filme, 4 usuários e 4 avaliações',
    ],
  ];

  it.each(tooLittle)('by %s is refused with the counts, and leaves what was there', async (__, files, told) => {
    const before = await everything();
    const refused = replaceBy(files);
    await expect(refused).rejects.toThrow(ReplacementRefused);
    await expect(refused).rejects.toThrow(/há +16 filmes, 12 usuários e 154 avaliações[^]*--forcar/);
    await expect(refused).rejects.toThrow(told);
    expect(await everything()).toEqual(before);
  });

  it.each(tooLittle)('by %s is told of in a dry run', async (__, files) => {
    const before = await everything();
    const { warnings } = await importFiles(database, files, { existing: 'replace', dryRun: true });
    expect(warnings.map(({ pt }) => pt).join()).toContain('Substituição recusada, e nada mudou');
    expect(await everything()).toEqual(before);
  });

  it.each(tooLittle)('by %s is made when it is forced', async (__, files) => {
    await replaceBy(files, { force: true });
    const now = await contentOf(database);
    expect(now.filmes.length).toBeLessThanOrEqual(4);
    expect(now.avaliacoes.length).toBeLessThanOrEqual(4);
  });

  it('lands whole, in many batches, without what was there', async () => {
    const report = await replaceBy(large);
    expect(report.counts.avaliacoes).toEqual({ novos: 25_000, alterados: 0, iguais: 0, rejeitados: 0 });
    const [sum] = await database.query(
      'SELECT COUNT(*) AS n, COUNT(DISTINCT usuario_id) AS users, SUM(avaliacao) AS stars FROM avaliacoes',
    );
    const stars = many(125).reduce((all, u) => all + many(200).reduce((s, f) => s + ((+u + +f) % 6), 0), 0);
    expect(sum).toEqual({ n: 25_000, users: 125, stars });
    expect(await titles()).toEqual(many(200).map((id) => `Filme ${id}`));
  });

  it('is undone by whatever fails in it, at its very end too; others read what was there meanwhile', async () => {
    const before = await everything();
    const beside = await Database.open(location, entities);
    const failing = replaceBy(large, {
      alongside: async () => {
        expect(await contentOf(beside)).toEqual({
          filmes: before.filmes,
          usuarios: before.usuarios,
          avaliacoes: before.avaliacoes,
        });
        throw new Error('at the end');
      },
    });
    await expect(failing).rejects.toThrow('at the end');
    await beside.close();
    expect(await everything()).toEqual(before);
  });

  it('leaves nothing that was written beside it', async () => {
    const beside = await Database.open(location, entities);
    let making: Promise<unknown> | undefined;
    await replaceBy(small, {
      alongside: () => {
        making = filmWriterOf(beside).create({ titulo: 'Ao lado' });
        making.catch(() => undefined);
        return new Promise((resolve) => setTimeout(resolve, 300));
      },
    });
    await making;
    // It waited, and came after.
    expect(await titles()).toEqual(['Novo', 'Novo', 'Novo', 'Novo', 'Ao lado']);
    await beside.close();
  });

  it('keeps who was erased and goes on with the numbers', async () => {
    const users = new UsersService(database);
    await users.remove(2);
    await replaceBy(small, { force: true });
    expect((await contentOf(database)).usuarios).toMatchObject([{ id: 1 }, { id: 3 }, { id: 4 }]);
    expect(await database.query('SELECT id FROM usuarios_apagados')).toEqual([{ id: 2 }]);
    const films = filmWriterOf(database);
    const { id: first } = await films.create({ titulo: 'Primeiro' });
    await importRows(database, { filmes: [{ id: 700, titulo: 'Longe' }] }, { existing: 'keep' });
    await replaceBy(small, { force: true });
    expect((await films.create({ titulo: 'Segundo' })).id).toBe(701);
    expect(first).toBeGreaterThan(4);
  });

  it('asks for a training, once', async () => {
    await replaceBy(small);
    await replaceBy(small);
    const jobs = await database.query<{ tipo: string; estado: string; pedido: string }>('SELECT * FROM trabalhos');
    expect(jobs).toMatchObject([{ tipo: 'treino', estado: 'na_fila', dono: null, percentual: 0 }]);
    expect(JSON.parse(jobs[0].pedido)).toEqual({ origin: 'primeiro', tuning: 'nunca' });
  });

  it('leaves a database that is never seeded with the demonstration, however empty', async () => {
    await replaceBy(header, { force: true });
    expect(await films(database)).toEqual([]);
    expect(await seedDemo(database)).toBeNull();
    expect(await films(database)).toEqual([]);
  });

  describe('copies what was there', () => {
    let folder: string;
    let copies: Copies;
    beforeEach(async () => {
      folder = join(await folderWith({}), 'copias');
      copies = new Copies({ database: location, copiesFolder: folder }, database);
    });
    const copying = { copy: () => copies.make() };
    const replaced = async () => {
      const { copied } = await replaceBy(small, copying);
      if (!copied || !('path' in copied)) throw new Error('no copy');
      return copied.path;
    };

    it('to where only we may read, and it can be brought back', async () => {
      const before = await contentOf(database);
      const path = await replaced();
      expect(dirname(path)).toBe(folder);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect(await titles()).toEqual(['Novo', 'Novo', 'Novo', 'Novo']);
      if (location.dialect === 'sqlite') {
        await database.close();
        await restore(path, location.file);
        database = await Database.open(location, entities);
        expect(await contentOf(database)).toEqual(before);
      } else {
        await importPath(database, path, { existing: 'replace' });
        const back = await contentOf(database);
        expect({ ...back, usuarios: [] }).toEqual({ ...before, usuarios: [] });
        expect(back.usuarios).toHaveLength(before.usuarios.length);
      }
    });

    it('and keeps the last three', async () => {
      const rest = join(folder, 'antes-de-substituir-20260101T000000000Z.db.parte-wal');
      const paths: string[] = [];
      for (let n = 0; n < 5; n++) {
        paths.push(await replaced());
        if (n === 0) await writeFile(rest, 'of a process that was killed');
      }
      const there = await Promise.all(
        [...paths, rest].map((path) =>
          stat(path).then(
            () => true,
            () => false,
          ),
        ),
      );
      expect(there).toEqual([false, false, true, true, true, false]);
    });

    it('and keeps no more of replacements that come to nothing', async () => {
      const failing = { ...copying, alongside: () => Promise.reject(new Error('at the very end')) };
      for (let n = 0; n < 5; n++) await expect(replaceBy(small, failing)).rejects.toThrow('at the very end');
      expect(await readdir(folder)).toHaveLength(3);
    });

    it('or says that it cannot: a SQLite file stays as it is, unless it is forced', async () => {
      copies = new Copies({ database: location, copiesFolder: '/dev/null/copias' }, database);
      const before = await contentOf(database);
      if (location.dialect === 'sqlite') {
        await expect(replaceBy(small, copying)).rejects.toThrow(/não se pôde copiar o que há[^]*DATA_DIR[^]*--forcar/);
        expect(await contentOf(database)).toEqual(before);
      }
      const { copied } = await replaceBy(small, { ...copying, force: location.dialect === 'sqlite' });
      expect(copied).toMatchObject({
        none: { pt: expect.stringContaining('/dev/null/copias'), en: expect.stringContaining('/dev/null/copias') },
      });
      expect(await titles()).toEqual(['Novo', 'Novo', 'Novo', 'Novo']);
    });

    it('only where something comes in its place, and not of nothing', async () => {
      await expect(replaceBy(header, copying)).rejects.toThrow(ReplacementRefused);
      await expect(stat(folder)).rejects.toThrow('ENOENT');
      await replaceBy(header, { force: true });
      expect((await replaceBy(small, copying)).copied).toBeNull();
    });
  });
});

eachDatabase('a database', (_, create) => {
  const opened: Database[] = [];
  const open = async () => {
    const database = await Database.open(await create(), entities);
    opened.push(database);
    return database;
  };
  afterAll(async () => {
    for (const database of opened) await database.close();
  });

  it('that is new is seeded, one that ever held something is not', async () => {
    expect(await seedDemo(await open())).toMatchObject({ users: expect.any(Number) });
    const films = await open();
    await filmWriterOf(films).remove((await filmWriterOf(films).create({ titulo: 'Um' })).id);
    const users = await open();
    await new UsersService(users).remove((await new UsersService(users).create({ nome: 'Ana' })).id);
    for (const database of [films, users]) expect(await seedDemo(database)).toBeNull();
  });
});
