import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnusableSource } from '../../src/importing/reading/unusable-source';
import { losesTooMuch } from '../../src/importing/report/import-report';
import { films, folderWith, importFiles, importPath, lines, ratings, removeFiles } from '../importing/files';
import { withSqlite } from '../support/databases';
import { describeWith, sharedCases } from '../support/requirements';

afterAll(removeFiles);

const at = (...path: string[]): string => join(sharedCases.folder, ...path);

describeWith(sharedCases, 'a file that somebody had', () => {
  withSqlite('is taken for what it means', (open) => {
    const stars = async (database: Awaited<ReturnType<typeof open>>) =>
      ((await ratings(database)) as { avaliacao: number }[]).map(({ avaliacao }) => avaliacao);

    it.each([
      ['frame.csv', 'user_id, item_id, rating'],
      ['typed.inter', 'names with a type'],
    ])('%s: %s', async (name) => {
      const folder = await mkdtemp(join(tmpdir(), 'centroide-case-'));
      for (const file of [name, 'movies.csv']) await copyFile(at('03-column-names', file), join(folder, file));
      const database = await open();
      const report = await importPath(database, folder);
      await rm(folder, { recursive: true });
      expect(report.rejected).toEqual([]);
      expect(report.counts.avaliacoes).toMatchObject({ novos: 1 });
    });

    it('extra.csv: the columns too many are named, not the others', async () => {
      const attempt = importPath(await open(), at('03-column-names', 'extra.csv'));
      await expect(attempt).rejects.toThrow(UnusableSource);
      await expect(attempt).rejects.toThrow(/colunas desconhecidas: title, genres\n/);
    });

    it('an export of Letterboxd is of one person, and its films are made', async () => {
      const database = await open();
      const report = await importPath(database, at('01-letterboxd-zip', 'export.zip'));
      expect(report.rejected).toEqual([]);
      expect(await stars(database)).toEqual([4.5, 0.5]);
      expect(await database.query('SELECT COUNT(*) AS n FROM usuarios')).toEqual([{ n: 1 }]);
      const seen = `SELECT titulo FROM eventos JOIN filmes ON filmes.id = filme_id WHERE tipo = 'visto' ORDER BY titulo`;
      expect(await database.query(seen)).toContainEqual({ titulo: 'Salt Wind' });
    });

    it('files of Gorse keep their names', async () => {
      const database = await open();
      const report = await importPath(database, at('02-gorse-jsonl'));
      expect(report.rejected).toEqual([]);
      expect(await films(database)).toMatchObject([{ titulo: 'Lantern Hill', ano: 1995, genero: 'drama' }]);
      expect(await stars(database)).toEqual([4]);
      expect(await database.query('SELECT fonte, codigo FROM identificadores_de_usuarios')).toEqual([
        { fonte: 'gorse', codigo: 'ana' },
      ]);
    });

    it('users that count from 0 land, the one numbered 0 too', async () => {
      const database = await open();
      const report = await importPath(database, at('05-user-zero'));
      expect(report.rejected).toEqual([]);
      expect(await stars(database)).toHaveLength(3);
      expect(await database.query('SELECT fonte, codigo FROM identificadores_de_usuarios')).toEqual([
        { fonte: 'arquivo', codigo: '0' },
      ]);
      expect(await database.query('SELECT COUNT(*) AS n FROM usuarios')).toEqual([{ n: 2 }]);
    });

    it('times are written out', async () => {
      const database = await open();
      const report = await importPath(database, at('04-datetime-timestamps'));
      expect(report.rejected).toEqual([]);
      const rows = (await ratings(database)) as { avaliado_em: number }[];
      expect(rows).toHaveLength(3);
      expect(rows.map(({ avaliado_em }) => avaliado_em)).toContain(Date.UTC(2005, 3, 2, 23, 53, 47));
    });

    it.each([
      [at('06-spreadsheet-encodings', 'filmes.csv'), 'Windows-1252'],
      [at('06-spreadsheet-encodings', 'utf16', 'filmes.csv'), 'UTF-16'],
    ])('%s is read as %s', async (path, encoding) => {
      const database = await open();
      const report = await importPath(database, path);
      expect(report.encodings).toEqual([{ file: 'filmes.csv', encoding }]);
      const rows = (await films(database)) as { titulo: string; genero: string }[];
      expect(rows.map(({ titulo, genero }) => `${titulo}: ${genero}`)).toEqual([
        'Cidade do Farol: ação',
        'O Pagador Distraído: comédia',
        'Plain Film: drama',
      ]);
    });

    it('a zero that most have is no rating, but a film that was seen', async () => {
      const database = await open();
      const report = await importPath(database, at('07-zero-means-unrated'));
      expect(report.rejected).toEqual([]);
      expect(new Set(await stars(database))).toEqual(new Set([2.5, 3.5, 4, 4.5, 5]));
      expect(await stars(database)).toHaveLength(20);
      expect(await database.query(`SELECT count(*) AS n FROM eventos WHERE tipo = 'visto'`)).toEqual([{ n: 60 }]);
      expect(report.doubts.map(({ pt }) => pt).join()).toContain('ratings.csv: 60 notas são 0');
    });

    it('a scale that ends at six asks which it is, and lands nothing', async () => {
      const database = await open();
      await expect(importPath(database, at('08-scale-of-six'))).rejects.toThrow(/--escala 6.*1\.\.6/);
      expect(await films(database)).toEqual([]);
      const report = await importPath(database, at('08-scale-of-six'), { scale: { from: 1, to: 6 } });
      expect(report.rejected).toEqual([]);
      expect(Math.min(...(await stars(database)))).toBe(0.5);
      expect((await stars(database)).filter((rating) => rating === 5)).toHaveLength(12);
      expect(losesTooMuch(report)).toBe(false);
    });

    it('genres are told apart, whatever stands between them', async () => {
      const database = await open();
      await importPath(database, at('09-genre-separators', 'filmes.csv'));
      const rows = (await films(database)) as { genero: string }[];
      expect(rows.map(({ genero }) => genero)).toEqual(Array(5).fill('drama, comédia'));
    });
  });
});

withSqlite('files of the same kinds', (open) => {
  const withFilms = (name: string, content: string) => ({
    'filmes.csv': lines('id,titulo', ...Array.from({ length: 300 }, (_, n) => `${n + 1},Filme ${n}`)),
    [name]: content,
  });
  const importRatings = async (values: number[], options = {}) => {
    const database = await open();
    const rows = values.map((value, n) => `${1 + Math.floor(n / 300)},${1 + (n % 300)},${value}`);
    const report = await importFiles(database, withFilms('r.csv', lines('user,item,rating', ...rows)), options);
    const stored = ((await ratings(database)) as { avaliacao: number }[]).map(({ avaliacao }) => avaliacao);
    return { report, stored, database };
  };
  const times = (count: number, value: number) => Array<number>(count).fill(value);

  it.each([
    'UserID,MovieID,Rating,Timestamp',
    'usuário;filme;nota;data',
    'uid\tiid\tscore\tdatetime',
    'user_id:token,item_id:token,rating:float,timestamp:float',
  ])('have columns called %s', async (header) => {
    const database = await open();
    const cells = ['1', '2', '4', '964982703'];
    const separator = /[;\t,]/.exec(header)![0];
    const report = await importFiles(database, withFilms('notas.csv', lines(header, cells.join(separator))));
    expect(report.rejected).toEqual([]);
    expect(await ratings(database)).toMatchObject([
      { usuario_id: 1, filme_id: 2, avaliacao: 4, avaliado_em: 964_982_703_000 },
    ]);
  });

  it('have liked and disliked as two values', async () => {
    for (const [low, high] of [
      [0, 1],
      [-1, 1],
      [1, 2],
    ]) {
      const { stored } = await importRatings([...times(40, low), ...times(60, high)]);
      expect(Math.min(...stored)).toBeLessThanOrEqual(0.5);
      expect(stored.filter((rating) => rating === 5)).toHaveLength(60);
    }
  });

  it('have -1 for a film that was not rated', async () => {
    const { report, stored, database } = await importRatings([
      ...times(60, -1),
      ...[6, 7, 8, 9, 10].flatMap((value) => times(5, value)),
    ]);
    expect(report.rejected).toEqual([]);
    expect(Math.max(...stored)).toBe(5);
    expect(await database.query(`SELECT count(*) AS n FROM eventos WHERE tipo = 'visto'`)).toEqual([{ n: 60 }]);
  });

  it('keep their zeros where these are ratings', async () => {
    const { stored, report } = await importRatings([0, 0.5, 1, 1.5, 2, 3, 4, 5].flatMap((value) => times(8, value)));
    expect(stored.filter((rating) => rating === 0)).toHaveLength(8);
    expect(report.counts.eventos).toBeUndefined();
  });

  it.each([
    ['four', [1, 2, 3, 4]],
    ['seven', [1, 2, 3, 4, 5, 6, 7]],
    ['twenty', [4, 8, 12, 16, 20]],
  ])('have a scale of %s, and ask', async (_, steps) => {
    await expect(importRatings(steps.flatMap((value) => times(20, value)))).rejects.toThrow(
      new RegExp(`--escala ${steps.at(-1)} `),
    );
  });

  it('have a scale from -10 to 10, which is told', async () => {
    const { stored } = await importRatings([-10, 0, 10], { scale: { from: -10, to: 10 } });
    expect(stored).toEqual([0.5, 2.75, 5]);
  });

  it('have genres in lists of JSON, of Python, and with bars', async () => {
    const database = await open();
    const python = `"[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': 'Comedy'}]"`;
    const folder = await folderWith({
      'filmes.csv': lines(
        'id,titulo,genero',
        `1,Um,${python}`,
        '2,Dois,Animation | Comedy',
        `3,Três,"[""Animation"", ""Comedy""]"`,
        '4,Quatro,Animation',
      ),
    });
    await importPath(database, folder);
    const rows = (await films(database)) as { genero: string }[];
    expect(rows.map(({ genero }) => genero)).toEqual([...Array<string>(3).fill('Animation, Comedy'), 'Animation']);
  });
});
