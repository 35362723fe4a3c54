import type { Database } from '../../../src/database/database';
import { withSqlite } from '../../support/databases';
import { films, importFiles, importPath, lines, ratings, removeFiles, zipWith } from '../files';

afterAll(removeFiles);

withSqlite('a data set', (open) => {
  const identifiers = (database: Database) =>
    database.query('SELECT filme_id, fonte, codigo FROM identificadores_de_filmes ORDER BY filme_id, fonte');

  it('of MovieLens brings the ids of its films elsewhere', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.csv': lines('movieId,title,genres', '1,Toy Story (1995),Animation', '2,Jumanji (1995),Adventure'),
      'ratings.csv': lines('userId,movieId,rating,timestamp', '6,1,4.0,1225734739', '7,2,3.5,1225734739'),
      'links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862', '2,0113497,'),
      'genome-scores.csv': lines('movieId,tagId,relevance', '1,1,0.02875'),
      'genome-tags.csv': lines('tagId,tag', '1,007'),
    });
    expect(report.rejected).toEqual([]);
    expect(report.ignored).toEqual(['genome-scores.csv', 'genome-tags.csv']);
    expect(await identifiers(database)).toEqual([
      { filme_id: 1, fonte: 'imdb', codigo: 'tt0114709' },
      { filme_id: 1, fonte: 'movielens', codigo: '1' },
      { filme_id: 1, fonte: 'tmdb', codigo: '862' },
      { filme_id: 2, fonte: 'imdb', codigo: 'tt0113497' },
      { filme_id: 2, fonte: 'movielens', codigo: '2' },
    ]);
    expect(await ratings(database)).toHaveLength(2);
  });

  it('of MovieLens has the layout of 25M and 32M, in a folder of the zip', async () => {
    const database = await open();
    const zip = await zipWith({
      'ml-25m/README.txt': 'Summary\n',
      'ml-25m/genome-scores.csv': lines('movieId,tagId,relevance', '1,1,0.02875'),
      'ml-25m/genome-tags.csv': lines('tagId,tag', '1,007'),
      'ml-25m/links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862', '209171,0055323,'),
      'ml-25m/movies.csv': lines(
        'movieId,title,genres',
        '1,Toy Story (1995),Adventure|Animation',
        '209171,"Women of Devil\'s Island, The (1962)",(no genres listed)',
      ),
      'ml-25m/ratings.csv': lines(
        'userId,movieId,rating,timestamp',
        '1,1,5.0,1147880044',
        '162541,209171,2.5,1240953618',
      ),
      'ml-25m/tags.csv': lines('userId,movieId,tag,timestamp', '3,260,"classic, sci-fi",1439472355'),
    });
    const report = await importPath(database, zip);
    expect(report.rejected).toEqual([]);
    expect(report.ignored).toEqual(['README.txt', 'genome-scores.csv', 'genome-tags.csv', 'tags.csv']);
    expect(await films(database)).toMatchObject([
      { id: 1, titulo: 'Toy Story', genero: 'Adventure, Animation' },
      { id: 209171, titulo: "The Women of Devil's Island", ano: 1962, genero: '' },
    ]);
    expect(await ratings(database)).toMatchObject([
      { usuario_id: 1, filme_id: 1, avaliacao: 5, avaliado_em: 1_147_880_044_000 },
      { usuario_id: 162541, filme_id: 209171, avaliacao: 2.5 },
    ]);
    expect(await identifiers(database)).toHaveLength(5);
  });

  it('of MovieLens 20M, as Kaggle has it, has quoted names and dates', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movie.csv': lines('"movieId","title","genres"', '1,"Toy Story (1995)","Adventure|Animation"'),
      'rating.csv': lines('"userId","movieId","rating","timestamp"', '1,1,3.5,"2005-04-02 23:53:47"'),
      'link.csv': lines('"movieId","imdbId","tmdbId"', '1,"0114709","862"'),
      'tag.csv': lines('"userId","movieId","tag","timestamp"', '18,4141,"Mark Waters","2009-04-24 18:19:40"'),
      'genome_scores.csv': lines('"movieId","tagId","relevance"', '1,1,0.025'),
      'genome_tags.csv': lines('"tagId","tag"', '1,"007"'),
    });
    expect(report.rejected).toEqual([]);
    expect(report.ignored).toEqual(['genome_scores.csv', 'genome_tags.csv', 'tag.csv']);
    expect(await films(database)).toMatchObject([{ id: 1, titulo: 'Toy Story', genero: 'Adventure, Animation' }]);
    expect(await ratings(database)).toMatchObject([{ avaliacao: 3.5, avaliado_em: Date.UTC(2005, 3, 2, 23, 53, 47) }]);
    expect(await identifiers(database)).toHaveLength(3);
  });

  it('of MovieTweetings calls its films by their ids of IMDb, and rates them from 0 to 10', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.dat': lines(
        '0000008::Edison Kinetoscopic Record of a Sneeze (1894)::Documentary|Short',
        '0114508::Species (1995)::',
        '10048342::Queens (2020)::Drama',
      ),
      'ratings.dat': lines('1::0114508::8::1381006850', '2::10048342::0::1381620027'),
      'users.dat': lines('1::139564917', '2::17528189'),
    });
    expect(report.rejected).toEqual([]);
    expect(report.ignored).toEqual(['users.dat']);
    expect((await identifiers(database)).map((row) => (row as { codigo: string }).codigo)).toEqual([
      'tt0000008',
      'tt0114508',
      'tt10048342',
    ]);
    expect(await films(database)).toMatchObject([
      { ano: 1894, genero: 'Documentary, Short' },
      { titulo: 'Species', ano: 1995, genero: '' },
      { titulo: 'Queens', ano: 2020 },
    ]);
    expect(await ratings(database)).toMatchObject([
      { usuario_id: 1, filme_id: 2, avaliacao: 4, avaliado_em: 1_381_006_850_000 },
      { usuario_id: 2, filme_id: 3, avaliacao: 0 },
    ]);
  });

  it('of MovieLens 1M is none of MovieTweetings', async () => {
    const database = await open();
    await importFiles(database, {
      'movies.dat': lines('1::Toy Story (1995)::Animation', '65133::Blackadder (1988)::Comedy'),
      'ratings.dat': lines('1::1::5::978300760', '1::65133::4::978300760'),
    });
    expect((await films(database)) as { id: number }[]).toMatchObject([{ id: 1 }, { id: 65133 }]);
    expect(await ratings(database)).toMatchObject([{ avaliacao: 5 }, { avaliacao: 4 }]);
  });

  it('of the Netflix Prize has blocks of ratings, and titles with commas', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movie_titles.csv': Buffer.from(lines('1,2003,Dinosaur Planet', '2,NULL,Isle of Man, The Café'), 'latin1'),
      'combined_data_1.txt': lines('1:', '1488844,3,2005-09-06', '822109,5,2005-05-13', '2:', '822109,4,2005-10-19'),
    });
    expect(report.rejected).toEqual([]);
    expect(await films(database)).toMatchObject([
      { id: 1, titulo: 'Dinosaur Planet', ano: 2003 },
      { id: 2, titulo: 'Isle of Man, The Café', ano: null },
    ]);
    expect(await ratings(database)).toMatchObject([
      { usuario_id: 822109, filme_id: 1, avaliacao: 5, avaliado_em: Date.UTC(2005, 4, 13) },
      { usuario_id: 822109, filme_id: 2, avaliacao: 4 },
      { usuario_id: 1488844, filme_id: 1, avaliacao: 3 },
    ]);
  });

  const metadata = lines(
    'adult,belongs_to_collection,genres,id,imdb_id,original_title,release_date,title',
    `False,,"[{'id': 16, 'name': 'Animation'}]",862,tt0114709,Toy Story,1995-10-30,Toy Story`,
    'False,,[],1,tt0094675,Ariel,1988-10-21,Ariel',
    'False,,[],9,tt0000009,Nine,1999-01-01,Nine',
  );
  const moviesDataset = {
    'movies_metadata.csv': metadata,
    'credits.csv': lines(
      'cast,crew,id',
      `"[{'name': 'Tom Hanks'}]","[{'job': 'Director', 'name': 'John Lasseter'}]",862`,
    ),
    'keywords.csv': lines('id,keywords', `862,"[{'id': 931, 'name': 'jealousy'}]"`),
    'links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862', '4,0094675,1', '9,0000009,', '77,,'),
    'ratings.csv': lines(
      'userId,movieId,rating,timestamp',
      '1,1,5.0,1425941529',
      '1,4,2.0,1425942435',
      '2,9,4,1425942435',
    ),
  };

  it.each(['an import', 'a dry run'])('of The Movies Dataset are joined by its links, in %s', async (by) => {
    const database = await open();
    const report = await importFiles(database, moviesDataset, { dryRun: by === 'a dry run' });
    expect(report.rejected).toEqual([]);
    expect(report.ignored).toEqual(['keywords.csv']);
    expect(report.counts).toMatchObject({ filmes: { novos: 3 }, avaliacoes: { novos: 3 }, usuarios: { novos: 2 } });
    if (report.dryRun) return;
    const stored = (await films(database)) as { id: number; titulo: string }[];
    const idOf = (title: string) => stored.find(({ titulo }) => titulo === title)?.id;
    expect(stored.find(({ titulo }) => titulo === 'Toy Story')).toMatchObject({ diretor: 'John Lasseter', ano: 1995 });
    expect(await ratings(database)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ usuario_id: 1, filme_id: idOf('Toy Story'), avaliacao: 5 }),
        expect.objectContaining({ usuario_id: 1, filme_id: idOf('Ariel'), avaliacao: 2 }),
        expect.objectContaining({ usuario_id: 2, filme_id: idOf('Nine'), avaliacao: 4 }),
      ]),
    );
    const own = (await identifiers(database)) as { filme_id: number }[];
    expect(own.filter(({ filme_id }) => filme_id === idOf('Ariel'))).toMatchObject([
      { fonte: 'imdb', codigo: 'tt0094675' },
      { fonte: 'movielens', codigo: '4' },
      { fonte: 'tmdb', codigo: '1' },
    ]);
    const again = await importFiles(database, moviesDataset);
    expect(again.counts).toMatchObject({ filmes: { novos: 0, iguais: 3 }, avaliacoes: { novos: 0, iguais: 3 } });
  });

  it('of MovieLens take what TMDB says of them, by the links', async () => {
    const database = await open();
    const { rejected } = await importFiles(database, {
      ...moviesDataset,
      'movies.csv': lines(
        'movieId,title,genres',
        '1,Toy Story (1995),Animation',
        '4,Ariel (1988),Drama',
        '9,Nine (1999),War',
      ),
      'links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862', '4,0094675,1', '9,0000009,'),
    });
    expect(rejected).toEqual([]);
    expect(await films(database)).toMatchObject([
      { id: 1, titulo: 'Toy Story', diretor: 'John Lasseter' },
      { id: 4, titulo: 'Ariel' },
      { id: 9, titulo: 'Nine' },
    ]);
    expect(await ratings(database)).toMatchObject([{ filme_id: 1 }, { filme_id: 4 }, { filme_id: 9 }]);
  });

  it('made of TMDB has lists in JSON, or as Python writes them', async () => {
    const database = await open();
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const crew = '[{"job": "Editor", "name": "X"}, {"job": "Director", "name": "Ana S\\u00e1"}]';
    const report = await importFiles(database, {
      'movies_metadata.csv': lines(
        'adult,genres,id,original_title,overview,release_date,title',
        `False,${cell("[{'id': 16, 'name': 'Animation'}, {'id': 35, 'name': 'Comedy'}]")},862,Toy,"One\nTwo",1995-10-30,Toy Story`,
      ),
      'tmdb_5000_credits.csv': lines(
        'movie_id,title,cast,crew',
        `862,Toy Story,${cell('[{"cast_id": 4, "name": "Tom Hanks"}, {"cast_id": 5, "name": "Tim Allen"}]')},${cell(crew)}`,
      ),
    });
    expect(report.rejected).toEqual([]);
    expect(await films(database)).toEqual([
      {
        id: 862,
        titulo: 'Toy Story',
        genero: 'Animation, Comedy',
        diretor: 'Ana Sá',
        atores: 'Tom Hanks, Tim Allen',
        ano: 1995,
      },
    ]);
  });

  it('of other kinds is known by its header, or by its name and look', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'BX-Books.csv': lines(
        '"ISBN";"Book-Title";"Book-Author";"Year-Of-Publication";"Publisher"',
        '"034545104X";"Flesh";"M. J. Rose";"2002";"B"',
      ),
      'BX-Book-Ratings.csv': lines(
        '"User-ID";"ISBN";"Book-Rating"',
        '"276725";"034545104X";"6"',
        '"276726";"034545104X";"8"',
      ),
      'anime.csv': lines(
        'anime_id,name,genre,type,episodes,rating,members',
        '32281,Kimi no Na wa.,"Drama, Romance",Movie,1,9.37,200630',
      ),
      'rating.csv': lines('user_id,anime_id,rating', '1,32281,10', '2,32281,8'),
      'ratings.txt': lines('1 1 2', '1 2 4'),
      'jester_ratings.dat': lines('3\t\t5\t\t-10', '3\t\t7\t\t10'),
      'movies.dat': lines('id\ttitle\timdbID\tspanishTitle\tyear', '9\tPersuasion\t0114117\tPersuasión\t1995'),
      'user_ratedmovies.dat': lines(
        'userID\tmovieID\trating\tdate_day\tdate_month\tdate_year\tdate_hour',
        '75\t9\t1\t29\t10\t2006\t23',
      ),
    });
    expect(report.rejected).toEqual([]);
    const byTitle = `SELECT titulo, avaliacao FROM avaliacoes JOIN filmes ON filmes.id = filme_id ORDER BY titulo, avaliacao`;
    expect((await database.query<object>(byTitle)).map((row) => Object.values(row) as unknown[])).toEqual([
      ['FilmTrust 1', 2.5],
      ['FilmTrust 2', 5],
      ['Flesh', 3],
      ['Flesh', 4],
      ['Jester 5', 0.5],
      ['Jester 7', 5],
      ['Kimi no Na wa.', 4],
      ['Kimi no Na wa.', 5],
      ['Persuasion', 1],
    ]);
  });
});
