import { withSqlite } from '../../support/databases';
import {
  films,
  folderWith,
  importFiles,
  importPath,
  lines,
  ratings,
  reasons,
  removeFiles,
  users,
  zipWith,
  fileWith,
} from '../files';

afterAll(removeFiles);

const toyStory = { id: 1, titulo: 'Toy Story', genero: 'Adventure, Animation', diretor: '', atores: '', ano: 1995 };
const matrix = { id: 2, titulo: 'The Matrix', genero: '', diretor: '', atores: '', ano: 1999 };
const liked = { usuario_id: 7, filme_id: 1, avaliacao: 4.5, avaliado_em: 964982703000 };

withSqlite('importing', (open) => {
  const movies = lines(
    'movieId,title,genres',
    '1,Toy Story (1995),Adventure|Animation',
    '2,"Matrix, The (1999)",(no genres listed)',
  );
  const movieLens = {
    'movies.csv': movies,
    'ratings.csv': lines('userId,movieId,rating,timestamp', '7,1,4.5,964982703'),
    'links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862'),
    'tags.csv': lines('userId,movieId,tag,timestamp', '2,60756,funny,1445714994'),
    'README.txt': 'Summary',
  };

  it('takes a MovieLens folder, and makes its users', async () => {
    const database = await open();
    const report = await importFiles(database, movieLens);
    expect(report.counts).toEqual({
      filmes: { novos: 2, alterados: 0, iguais: 0, rejeitados: 0 },
      identificadores: { novos: 1, alterados: 0, iguais: 0, rejeitados: 0 },
      usuarios: { novos: 1, alterados: 0, iguais: 0, rejeitados: 0 },
      avaliacoes: { novos: 1, alterados: 0, iguais: 0, rejeitados: 0 },
    });
    expect(report.ignored).toEqual(['README.txt', 'tags.csv']);
    expect(await films(database)).toEqual([toyStory, matrix]);
    expect(await users(database)).toEqual([{ id: 7, nome: 'Usuário 7', email: null }]);
    expect(await ratings(database)).toEqual([liked]);
  });

  it('takes the same as a zip, in a folder inside or not, among what macOS adds', async () => {
    for (const prefix of ['', 'ml-latest-small/']) {
      const database = await open();
      const zip = await zipWith({
        [`${prefix}ratings.csv`]: movieLens['ratings.csv'],
        [`${prefix}movies.csv`]: movies,
        '__MACOSX/ml-latest-small/._movies.csv': '\0\0',
        [`${prefix}.DS_Store`]: '\0',
      });
      await importPath(database, zip);
      expect(await films(database)).toEqual([toyStory, matrix]);
      expect(await ratings(database)).toEqual([liked]);
    }
  });

  it('takes MovieLens 1M: :: and Latin-1', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.dat': Buffer.from(
        lines(
          '1::Toy Story (1995)::Adventure|Animation',
          '2::Matrix, The (1999)::(no genres listed)',
          '9::Cidade das "Crianças", A (1996)::Drama',
        ),
        'latin1',
      ),
      'ratings.dat': lines('7::1::4.5::964982703'),
      'users.dat': lines('7::F::1::10::48067'),
    });
    expect(reasons(report)).toEqual([]);
    expect(report.ignored).toEqual(['users.dat']);
    const drama = { ...matrix, id: 9, titulo: 'A Cidade das "Crianças"', genero: 'Drama', ano: 1996 };
    expect(await films(database)).toEqual([toyStory, matrix, drama]);
    expect(await ratings(database)).toEqual([liked]);
  });

  it('takes MovieLens 100K: u.item with genre flags, u.data with tabs', async () => {
    const database = await open();
    const flags = (...set: number[]) => Array.from({ length: 19 }, (_, n) => (set.includes(n) ? '1' : '0')).join('|');
    const report = await importFiles(database, {
      'u.item': lines(
        `1|Toy Story (1995)|01-Jan-1995||http://us.imdb.com/M/title-exact?Toy%20Story%20(1995)|${flags(2, 3)}`,
        `2|Matrix, The|31-Mar-1999|||${flags(0)}`,
      ),
      'u.data': lines('7\t1\t4.5\t964982703'),
      'u.user': lines('7|24|M|technician|85711'),
    });
    expect(reasons(report)).toEqual([]);
    expect(await films(database)).toEqual([toyStory, matrix]);
    expect(await ratings(database)).toEqual([liked]);
  });

  const own = {
    filmes: [
      { id: 1, titulo: 'Blade Runner', genero: 'ficção', diretor: 'Ridley Scott', atores: 'A, B', ano: 1982 },
      { id: 2, titulo: 'Sem "nada"', genero: '', diretor: '', atores: '', ano: null },
    ],
    usuarios: [
      { id: 1, nome: 'Ana, a primeira', email: 'ana@exemplo.br' },
      { id: 2, nome: 'Bia', email: null },
    ],
    avaliacoes: [
      { usuario_id: 1, filme_id: 1, avaliacao: 5, avaliado_em: Date.UTC(2024, 1, 29, 12, 30) },
      { usuario_id: 1, filme_id: 2, avaliacao: 0, avaliado_em: null },
      { usuario_id: 2, filme_id: 1, avaliacao: 3.25, avaliado_em: 1700000000123 },
    ],
  };

  it('takes our own fields as CSV, whatever the order of the columns', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'avaliacoes.csv': lines(
        'usuario_id,filme_id,avaliacao,avaliado_em',
        '1,1,5,2024-02-29T09:30:00-03:00',
        '1,2,0,',
        '2,1,3.25,1700000000123',
      ),
      'filmes.csv': lines(
        'titulo,id,ano,atores,diretor,genero',
        'Blade Runner,1,1982,"A, B",Ridley Scott,ficção',
        '"Sem ""nada""",2,,,,',
      ),
      'usuarios.csv': lines('id,nome,email', '1,"Ana, a primeira",ana@exemplo.br', '2,Bia,'),
    });
    expect(reasons(report)).toEqual([]);
    expect(await films(database)).toEqual(own.filmes);
    expect(await users(database)).toEqual(own.usuarios);
    expect(await ratings(database)).toEqual(own.avaliacoes);
  });

  it('takes our own fields as NDJSON', async () => {
    const database = await open();
    const ndjson = (rows: object[]) => lines(...rows.map((row) => JSON.stringify(row)));
    await importFiles(database, {
      'filmes.ndjson': ndjson(own.filmes),
      'usuarios.jsonl': ndjson(own.usuarios),
      'qualquer.ndjson': ndjson(own.avaliacoes),
    });
    expect(await films(database)).toEqual(own.filmes);
    expect(await users(database)).toEqual(own.usuarios);
    expect(await ratings(database)).toEqual(own.avaliacoes);
  });

  it('takes the CSV of a Brazilian spreadsheet: semicolons, decimal commas, a byte order mark', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': '\ufeffid;titulo\r\n1;Ação\r\n' });
    await importFiles(database, { 'usuarios.csv': 'id;nome\r\n1;Ana\r\n' });
    await importFiles(database, { 'notas.csv': 'usuario_id;filme_id;avaliacao\r\n1;1;4,5\r\n' });
    expect(await films(database)).toEqual([{ id: 1, titulo: 'Ação', genero: '', diretor: '', atores: '', ano: null }]);
    expect(await ratings(database)).toEqual([{ usuario_id: 1, filme_id: 1, avaliacao: 4.5, avaliado_em: null }]);
  });

  it('leaves alone what a file has no column for, and empties what it has an empty cell for', async () => {
    const database = await open();
    await importFiles(database, {
      'filmes.csv': lines('id,titulo,genero,ano', '1,Um,drama,1990', '2,Dois,drama,1990'),
    });
    await importFiles(database, { 'filmes.csv': lines('id,titulo,ano', '1,Uno,') });
    expect(await films(database)).toEqual([
      { id: 1, titulo: 'Uno', genero: 'drama', diretor: '', atores: '', ano: null },
      { id: 2, titulo: 'Dois', genero: 'drama', diretor: '', atores: '', ano: 1990 },
    ]);
  });

  it('fills empty directors and casts, from a file beside the films or alone', async () => {
    const database = await open();
    const credits = lines(
      'movieId,title,directors,cast',
      '1,Toy Story (1995),John Lasseter,Tom Hanks|Tim Allen|Don Rickles|Jim Varney|Wallace Shawn|John Ratzenberger',
      '2,"Matrix, The (1999)",Lana Wachowski|Lilly Wachowski,"Laurence Fishburne, Jr."',
      '99,Nada,Ninguém,',
    );
    const report = await importFiles(database, { 'a-elenco.csv': credits, 'movies.csv': movies });
    expect(report.counts.elenco).toEqual({ novos: 0, alterados: 2, iguais: 0, rejeitados: 1 });
    expect(reasons(report)).toEqual(['a-elenco.csv:4 filme 99 não existe']);
    const completed = [
      {
        ...toyStory,
        diretor: 'John Lasseter',
        atores: 'Tom Hanks, Tim Allen, Don Rickles, Jim Varney, Wallace Shawn',
      },
      { ...matrix, diretor: 'Lana Wachowski, Lilly Wachowski', atores: 'Laurence Fishburne Jr.' },
    ];
    expect(await films(database)).toEqual(completed);
    const other = lines('movieId,directors,cast', '1,Outra pessoa,', '2,,Keanu Reeves');
    const again = await importPath(database, await fileWith('films.csv', other));
    expect(again.counts.elenco).toEqual({ novos: 0, alterados: 0, iguais: 2, rejeitados: 0 });
    // The films themselves come again without directors: what was completed stays.
    await importPath(database, await folderWith({ 'movies.csv': movies }));
    expect(await films(database)).toEqual(completed);
  });
});
