import { open as openFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { importSources } from '../../../src/importing/import';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { eachDatabase, withSqlite } from '../../support/databases';
import {
  contentOf,
  fileWith,
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
} from '../files';

afterAll(removeFiles);

const empty = { filmes: [], usuarios: [], avaliacoes: [] };

eachDatabase('a bad row', (open) => {
  it('of films is rejected with its line and reason, and the others land', async () => {
    const database = await open();
    const long = 'x'.repeat(301);
    const report = await importFiles(database, {
      'filmes.csv': lines(
        'id,titulo,ano',
        '1,Bom,1990',
        ',Zero,1990',
        '9007199254740993,Menos,1990',
        '4503599627370498.0,Meio,',
        '99999999999999999999,Letras,',
        '4503599627370497,Grande,',
        '2, ,1990',
        '3,Cedo,1869',
        '4,Tarde,2101',
        '5,Quando,ontem',
        `6,${long},`,
        '7,A\0B,',
        '8,Sobra,1990,x',
        '9,"Aspas,1990',
        '4503599627370496,Último,2100',
      ),
    });
    expect(reasons(report)).toEqual([
      'filmes.csv:3 id "" não é um número inteiro de 1 a 4503599627370496',
      'filmes.csv:4 id "9007199254740993" não é um número inteiro de 1 a 4503599627370496',
      'filmes.csv:5 id "4503599627370498.0" não é um número inteiro de 1 a 4503599627370496',
      'filmes.csv:6 id "99999999999999999999" não é um número inteiro de 1 a 4503599627370496',
      'filmes.csv:7 id "4503599627370497" não é um número inteiro de 1 a 4503599627370496',
      'filmes.csv:8 titulo vazio',
      'filmes.csv:12 titulo com mais de 300 caracteres',
      'filmes.csv:13 texto com bytes nulos',
      'filmes.csv:14 3 colunas esperadas, 4 encontradas',
      'filmes.csv:15 aspas que não fecham',
    ]);
    expect(report.counts.filmes).toEqual({ novos: 5, alterados: 0, iguais: 0, rejeitados: 10 });
    expect(report.lost).toEqual([{ file: 'filmes.csv', field: 'ano', count: 3 }]);
    expect(await films(database)).toMatchObject([
      { id: 1, titulo: 'Bom' },
      { id: 3, titulo: 'Cedo', ano: null },
      { id: 4, titulo: 'Tarde', ano: null },
      { id: 5, titulo: 'Quando', ano: null },
      { id: 4503599627370496, titulo: 'Último' },
    ]);
  });

  it('of users is rejected: no name, no address, an email that somebody has', async () => {
    const database = await open();
    await importFiles(database, { 'usuarios.csv': lines('id,nome,email', '1,Ana,ana@exemplo.br') });
    const report = await importFiles(database, {
      'usuarios.csv': lines(
        'id,nome,email',
        '2,,b@exemplo.br',
        '3,Bia,bia',
        '4,Caio,ana@exemplo.br',
        '5,Davi,d@exemplo.br',
        '6,Eva,d@exemplo.br',
        '1,Ana Maria,ana@exemplo.br',
      ),
    });
    expect(reasons(report)).toEqual([
      'usuarios.csv:2 nome vazio',
      'usuarios.csv:3 email "bia" não é um endereço',
      'usuarios.csv:4 email "ana@exemplo.br" já é do usuário 1',
      'usuarios.csv:6 email "d@exemplo.br" já é do usuário 5',
    ]);
    expect(await users(database)).toEqual([
      { id: 1, nome: 'Ana Maria', email: 'ana@exemplo.br' },
      { id: 5, nome: 'Davi', email: 'd@exemplo.br' },
    ]);
  });

  it('of ratings is rejected: no such film or user, no number, outside of the scale', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'filmes.csv': lines('id,titulo', '1,Um'),
      'usuarios.csv': lines('id,nome', '1,Ana'),
      'avaliacoes.csv': lines(
        'usuario_id,filme_id,avaliacao,avaliado_em',
        '1,99,4,',
        '99,1,4,',
        '1,1,nove,',
        '1,1,,',
        '1,1,9,',
        '1,1,-1,',
        '1,1,Infinity,',
        '1,1,4,2024-02-30',
        '1,1,4,ontem',
        '1,1,4,-5',
        '1,1,4,4102444800000',
        '1,1,4,2024-02-29',
      ),
    });
    expect(reasons(report)).toEqual([
      'avaliacoes.csv:2 filme 99 não existe',
      'avaliacoes.csv:3 usuário 99 não existe',
      'avaliacoes.csv:4 avaliação "nove" não é um número',
      'avaliacoes.csv:5 avaliação "" não é um número',
      'avaliacoes.csv:6 avaliação 9 fora de 0 a 5 (outra escala? use --escala)',
      'avaliacoes.csv:7 avaliação -1 fora de 0 a 5',
      'avaliacoes.csv:8 avaliação "Infinity" não é um número',
    ]);
    expect(report.lost).toEqual([{ file: 'avaliacoes.csv', field: 'avaliado_em', count: 4 }]);
    expect(await ratings(database)).toEqual([
      { usuario_id: 1, filme_id: 1, avaliacao: 4, avaliado_em: Date.UTC(2024, 1, 29) },
    ]);
  });

  it('of MovieLens makes no user', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.csv': lines('movieId,title,genres', '1,Um,'),
      'ratings.csv': lines('userId,movieId,rating,timestamp', '1,99,4,100', '2,1,7,100', '3,1,x,100', '4,1,4,100'),
    });
    expect(report.counts.avaliacoes).toMatchObject({ novos: 1, rejeitados: 3 });
    expect(await users(database)).toEqual([{ id: 4, nome: 'Usuário 4', email: null }]);
  });

  it('with half a character is rejected before the database sees it', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'filmes.ndjson': lines(
        '{"id":1,"titulo":"\\ud83c"}',
        '{"id":2,"titulo":"a\\u0000b"}',
        '{"id":3,"titulo":"\\ud83c\\udf9e"}',
      ),
    });
    expect(reasons(report)).toEqual([
      'filmes.ndjson:1 titulo com caracteres inválidos',
      'filmes.ndjson:2 titulo com caracteres inválidos',
    ]);
    expect(await films(database)).toMatchObject([{ id: 3, titulo: '🎞' }]);
  });

  it('is passed on with the others, in the order of the lines, and only the first hundred are kept', async () => {
    const database = await open();
    const passed: number[] = [];
    const rows = Array.from({ length: 250 }, (_, n) => (n % 2 ? `1,${n},4` : 'x,1,4'));
    const report = await importFiles(
      database,
      { 'ratings.csv': lines('userId,movieId,rating', ...rows) },
      { onRejected: ({ linha }) => void passed.push(linha) },
    );
    expect(passed).toEqual(rows.map((_, n) => n + 2));
    expect(report.rejected).toHaveLength(100);
    expect(report.counts.avaliacoes?.rejeitados).toBe(250);
  });

  it.each(['titulo', 'genero', 'diretor', 'atores'])('is not one whose %s is as long as it may be', async (column) => {
    const database = await open();
    const limit = { titulo: 300, genero: 500, diretor: 1000, atores: 4000 }[column];
    // Hangul decomposes into three characters of three bytes each in the columns for searching.
    const letters = Array.from({ length: limit ?? 0 }, (_, n) => String.fromCodePoint(0xac00 + ((n * 7919) % 11_172)));
    const film = { id: 1, titulo: 'x', [column]: letters.join('') };
    const report = await importFiles(database, { 'filmes.ndjson': lines(JSON.stringify(film)) });
    expect(reasons(report)).toEqual([]);
    expect(await films(database)).toMatchObject([film]);
  });

  it('is one whose text is longer than its limit by one character, and the reason says which', async () => {
    const database = await open();
    const rows = (limits: Record<string, number>, whole: object) =>
      Object.entries(limits).flatMap(([column, limit], n) =>
        [limit, limit + 1].map((length, more) =>
          JSON.stringify({ id: 2 * n + more + 1, ...whole, [column]: textOf(column, length) }),
        ),
      );
    const textOf = (column: string, length: number) =>
      column === 'email' ? `${'x'.repeat(length - 5)}@a.br` : 'x'.repeat(length);
    const report = await importFiles(database, {
      'filmes.ndjson': lines(...rows({ titulo: 300, genero: 500, diretor: 1000, atores: 4000 }, { titulo: 'x' })),
      'usuarios.ndjson': lines(...rows({ nome: 200, email: 254 }, { nome: 'x' })),
    });
    expect(reasons(report)).toEqual([
      'filmes.ndjson:2 titulo com mais de 300 caracteres',
      'filmes.ndjson:4 genero com mais de 500 caracteres',
      'filmes.ndjson:6 diretor com mais de 1000 caracteres',
      'filmes.ndjson:8 atores com mais de 4000 caracteres',
      'usuarios.ndjson:2 nome com mais de 200 caracteres',
      'usuarios.ndjson:4 email com mais de 254 caracteres',
    ]);
    expect(((await films(database)) as { id: number }[]).map(({ id }) => id)).toEqual([1, 3, 5, 7]);
    expect(((await users(database)) as { id: number }[]).map(({ id }) => id)).toEqual([1, 3]);
  });
});

withSqlite('a file that cannot be used', (open) => {
  const movies = lines('movieId,title,genres', '1,Um (1990),Drama');

  const expectUnusable = async (path: string, message: RegExp) => {
    const database = await open();
    const attempt = importPath(database, path);
    await expect(attempt).rejects.toThrow(UnusableSource);
    await expect(attempt).rejects.toThrow(message);
    expect(await contentOf(database)).toEqual(empty);
  };

  it('has an unknown header: the message names the file, what was found and what is accepted', async () => {
    const folder = await folderWith({ 'movies.csv': movies, 'ratings.csv': lines('user,item,mood', '1,1,5') });
    await expectUnusable(
      folder,
      /^ratings\.csv: cabeçalho não reconhecido\n +encontrado: user,item,mood\n +mais parecido com: avaliações do MovieLens\n +faltam: rating\n +colunas desconhecidas: mood\nAceitos[^]*userId,movieId,rating\[,timestamp\]/,
    );
  });

  it('has a column too many: the message names it', async () => {
    const path = await fileWith('pessoas.csv', lines('id,nome,email,senha', '1,Ana,,x'));
    await expectUnusable(path, /colunas desconhecidas: senha/);
  });

  it.each([
    ['avaliacoes.csv', lines('usuario_id,filme_id,avaliacao,filme_id', '1,1,5,2'), 'filme_id'],
    ['notas.csv', lines('id;nome;email;nome;email', '1;Ana;;Bia;'), 'nome, email'],
    ['movies.csv', lines('movieId,title,title,genres', '1,Um,Dois,'), 'title'],
  ])('has a column twice: %s is refused, and the message names it', async (name, content, columns) => {
    await expectUnusable(
      await fileWith(name, content),
      new RegExp(
        `^${name}: cabeçalho não reconhecido\n.*\n  mais parecido com: .*\n  colunas repetidas: ${columns}\nAceitos`,
      ),
    );
  });

  it.each([
    ['an empty file', 'ratings.csv', '', /ratings\.csv está vazio/],
    ['binary garbage', 'ratings.csv', randomBytes(100_000), /ratings\.csv: (linha 1: texto|cabeçalho não)/],
    [
      'binary garbage called zip',
      'a.zip',
      Buffer.concat([Buffer.from('xx'), randomBytes(1000)]),
      /não é um arquivo zip/,
    ],
    ['NDJSON of no objects', 'x.ndjson', '"one"\n"two"\n', /primeira linha não reconhecid/],
    ['an array of other things', 'x.ndjson', '[\n{"id":1}\n]', /cabeçalho não reconhecido[^]*faltam: titulo/],
    ['an array that breaks off', 'x.ndjson', '[\n{"id":1},\n', /x\.ndjson não é JSON válido: está inteiro\?/],
    ['JSON that breaks off', 'x.json', '{"ratings": [', /x\.json não é JSON válido: está inteiro\?/],
    [
      'the links of MovieLens alone',
      'links.csv',
      'movieId,imdbId,tmdbId\n1,1,1\n',
      /nada para importar em: links\.csv/,
    ],
    [
      'the tags of MovieLens',
      'tags.csv',
      'userId,movieId,tag,timestamp\n1,1,x,1\n',
      /nada para importar em: tags\.csv/,
    ],
    [
      'its genome',
      'genome-scores.csv',
      'movieId,tagId,relevance\n1,1,1\n',
      /nada para importar em: genome-scores\.csv/,
    ],
    ['the names of its genome', 'genome-tags.csv', 'tagId,tag\n1,x\n', /nada para importar em: genome-tags\.csv/],
  ])('is %s', async (_, name, content, message) => {
    await expectUnusable(await fileWith(name, content), message);
  });

  it('does not exist, or is a folder with nothing to import', async () => {
    await expectUnusable('/nao/existe.zip', /existe\.zip não existe/);
    await expectUnusable(await folderWith({ 'leia.txt': 'oi' }), /nada para importar em: leia\.txt/);
    await expectUnusable(await folderWith({}), /^nada para importar\n/);
  });

  it('is a truncated zip', async () => {
    const path = await zipWith({ 'movies.csv': movies, 'ratings.csv': lines('userId,movieId,rating', '1,1,5') });
    const { size } = await stat(path);
    await truncate(path, size - 30);
    await expectUnusable(path, /não pode ser lido \(zip truncado ou danificado\?\)/);
  });

  it.each([
    ['says that it inflates to far more than its size', 0xfffffffe, /mais de 100 vezes o tamanho do arquivo/],
    ['inflates to more than it says', 10, /too many bytes/],
  ])('is a zip that %s', async (_title, claimed, reason) => {
    const path = await zipWith({
      'movies.csv': lines('movieId,title,genres', ...Array<string>(5000).fill('1,A,Drama')),
    });
    const bytes = await readFile(path);
    // Where the directory of the archive tells the size of its first entry.
    bytes.writeUInt32LE(claimed, bytes.indexOf(Buffer.from('PK\x01\x02')) + 24);
    await writeFile(path, bytes);
    await expectUnusable(path, reason);
  });

  it.each(['in the middle', 'in a checksum'])('is a zip that is damaged %s', async (where) => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `${n + 1},Filme ${(n * 7919) % 10_007},Drama`);
    const path = await zipWith({ 'movies.csv': lines('movieId,title,genres', ...rows) });
    const file = await openFile(path, 'r+');
    const { size } = await file.stat();
    // The only record of the central directory ends 22 bytes before the end.
    const checksum = size - 22 - 46 - 'movies.csv'.length + 16;
    await file.write(Buffer.from([1, 2, 3, 4]), 0, 4, where === 'in the middle' ? Math.floor(size / 2) : checksum);
    await file.close();
    await expectUnusable(path, /^movies\.csv está danificado: /);
  });
});

withSqlite('a file that breaks off while it is read', (open) => {
  it('gives what lies before, and says that it was not read to the end', async () => {
    const database = await open();
    async function* broken() {
      yield Buffer.from('id,titulo\n1,Um\n2,Dois\n3,Tr');
      await Promise.resolve();
      throw new Error('disco com defeito');
    }
    const source = { name: 'filmes.csv', size: 100, open: () => Promise.resolve(Readable.from(broken())) };
    const sources = { sources: [source], single: true, close: () => Promise.resolve() };
    const report = await importSources(database, sources);
    expect(report.counts.filmes).toEqual({ novos: 2, alterados: 0, iguais: 0, rejeitados: 1 });
    expect(report.warnings).toEqual([
      {
        pt: 'filmes.csv não foi lido até o fim: linha 4: a leitura parou aqui: disco com defeito',
        en: 'filmes.csv was not read to its end: line 4: reading stopped here: disco com defeito',
      },
    ]);
  });
});

withSqlite('a folder with a file of another kind', (open) => {
  it('is imported without it', async () => {
    const database = await open();
    const folder = await folderWith({
      'filmes.csv': lines('id,titulo', '1,Um'),
      'rejeitados.csv': lines('arquivo,linha,motivo,conteudo', 'a,1,b,c'),
      'lixo.csv': randomBytes(1000),
    });
    await writeFile(join(folder, 'vazio.csv'), '');
    const report = await importPath(database, folder);
    expect(report.ignored).toEqual(['lixo.csv', 'rejeitados.csv', 'vazio.csv']);
    expect(report.counts.filmes?.novos).toBe(1);
  });
});
