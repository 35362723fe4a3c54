import { mkdir, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { openSources } from '../../../src/importing/reading/sources';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { fileWith, folderWith, lines, removeFiles, zipWith } from '../files';
import { some } from '../../support/some';

afterAll(removeFiles);

/** Names and contents of what a path leads to. */
async function contentsOf(path: string): Promise<Record<string, string>> {
  const files = await openSources(path);
  try {
    const contents: Record<string, string> = {};
    for (const source of some(files.sources)) {
      contents[source.name] = await text(await source.open());
      expect(source.size).toBe(Buffer.byteLength(contents[source.name]));
      await source.check?.();
    }
    return contents;
  } finally {
    await files.close();
  }
}

/** Change bytes of a zip: `edit` gets them, and where its directory and its end begin. */
async function edited(path: string, edit: (bytes: Buffer, directory: number, end: number) => void): Promise<string> {
  const bytes = await readFile(path);
  edit(bytes, bytes.indexOf(Buffer.from('PK\x01\x02')), bytes.indexOf(Buffer.from('PK\x05\x06')));
  await writeFile(path, bytes);
  return path;
}

const UNPACK = 'descompacte-o e importe a pasta, ou um zip dela';
const DECOMPRESS = 'descompacte-o, ou comprima-o por gzip ou zip';
const SAVE_AS_CSV = 'salve cada planilha como CSV e importe os CSVs';
const EXPORT = 'exporte as tabelas como CSV e importe os CSVs';

const films = lines('id,titulo', '1,Um');

describe('the sources of an import', () => {
  it.each(['tudo.tar', 'tudo.tar.gz'])('says what to do with a tar: %s', async (name) => {
    const head = Buffer.alloc(1024);
    head.write('ratings.csv');
    head.write('ustar\x0000', 257);
    const path = await fileWith(name, name.endsWith('.gz') ? gzipSync(head) : head);
    await expect(openSources(path)).rejects.toThrow(
      `${name} é um tar, que aqui não se lê: descompacte-o e importe a pasta, ou um zip dela`,
    );
  });

  it.each([
    ['notas.7z', '7z\xbc\xaf\x27\x1c', 'um 7z', 'a 7z archive', UNPACK],
    ['notas.rar', 'Rar!\x1a\x07\x01\0', 'um rar', 'a rar archive', UNPACK],
    ['notas.csv.bz2', 'BZh91AY&SY\x01', 'um arquivo comprimido por bzip2', 'a file compressed by bzip2', DECOMPRESS],
    ['notas.csv.xz', '\xfd7zXZ\0\0', 'um arquivo comprimido por xz', 'a file compressed by xz', DECOMPRESS],
    [
      'notas.csv.zst',
      '\x28\xb5\x2f\xfd\0',
      'um arquivo comprimido por Zstandard',
      'a file compressed by Zstandard',
      DECOMPRESS,
    ],
    ['notas.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'uma planilha .xls', 'a spreadsheet (.xls)', SAVE_AS_CSV],
    ['notas.db', 'SQLite format 3\0', 'um banco SQLite', 'an SQLite database', EXPORT],
    ['notas.dump', 'PGDMP\x01', 'uma cópia do PostgreSQL (pg_dump)', 'a dump of PostgreSQL (pg_dump)', EXPORT],
    ['notas.csv', '%PDF-1.7', 'um PDF', 'a PDF', 'peça os dados como CSV'],
  ])('says what a file is that is not read, and what to do: %s', async (name, beginning, pt, en, instead) => {
    const path = await fileWith(name, Buffer.from(beginning, 'latin1'));
    await expect(openSources(path)).rejects.toMatchObject({
      text: {
        pt: `${name} é ${pt}, que aqui não se lê: ${instead}`,
        en: expect.stringContaining(`${name} is ${en}, which is not read here: `),
      },
    });
  });

  it.each([
    ['notas.xlsx', 'xl/workbook.xml'],
    ['notas.ods', 'META-INF/manifest.xml'],
  ])('says what to do with a spreadsheet: %s', async (name, entry) => {
    const zip = await zipWith({ [entry]: '<x/>', 'xl/worksheets/sheet1.xml': '<x/>' });
    const path = join(await folderWith({}), name);
    await rename(zip, path);
    await expect(openSources(path)).rejects.toThrow(
      `${name} é uma planilha ${extname(name)}, que aqui não se lê: salve cada planilha como CSV e importe os CSVs`,
    );
  });

  it('are the files of a zip, without folders, hidden files and what macOS adds', async () => {
    const zip = await zipWith({
      'catalogo/': '',
      'catalogo/filmes.csv': films,
      'leia.txt': 'oi',
      '._filmes.csv': films,
      'catalogo/._usuarios.csv': films,
      '.DS_Store': 'x',
      '__MACOSX/avaliacoes.csv': films,
      '__MACOSX/catalogo/outros.csv': films,
    });
    expect(await contentsOf(zip)).toEqual({ 'filmes.csv': films, 'leia.txt': 'oi' });
  });

  it('are the files of a folder, in the order of their names, without folders and hidden files', async () => {
    const folder = await folderWith({ 'b.csv': films, 'a.csv': '', '._b.csv': films, '.DS_Store': 'x' });
    await mkdir(join(folder, 'dentro'));
    await writeFile(join(folder, 'dentro', 'c.csv'), films);
    const contents = await contentsOf(folder);
    expect(contents).toEqual({ 'a.csv': '', 'b.csv': films });
    expect(Object.keys(contents)).toEqual(['a.csv', 'b.csv']);
  });

  it('are one file, which has to be usable then', async () => {
    const path = await fileWith('filmes.csv', films);
    const { single } = await openSources(path);
    expect(single).toBe(true);
    expect(await contentsOf(path)).toEqual({ 'filmes.csv': films });
    for (const several of [await folderWith({}), await zipWith({})])
      expect((await openSources(several)).single).toBe(false);
  });

  const whole = () => zipWith({ 'filmes.csv': films, 'usuarios.csv': lines('id,nome', '1,Ana') });

  it.each([
    ['of which the first five bytes are left', () => 5],
    ['of which half is left', (size: number) => Math.floor(size / 2)],
    ['of which the directory is missing', (size: number) => size - 22 - 2 * 46],
    ['of which the last byte is missing', (size: number) => size - 1],
  ])('are refused in a truncated zip, %s', async (_, left) => {
    const path = await whole();
    await truncate(path, left((await stat(path)).size));
    const attempt = openSources(path);
    await expect(attempt).rejects.toThrow(UnusableSource);
    await expect(attempt).rejects.toThrow(/arquivo\.zip não pode ser lido \(zip truncado ou danificado\?\): /);
  });

  it('may be packed two hundred times smaller: only what is also enormous is refused', async () => {
    const much = 'x'.repeat(5_000_000);
    const path = await zipWith({ 'leia.txt': much });
    expect((await stat(path)).size).toBeLessThan(much.length / 200);
    expect(await contentsOf(path)).toEqual({ 'leia.txt': much });
  });

  it('are refused in a zip with a password', async () => {
    const path = await edited(await whole(), (bytes, directory) => bytes.writeUInt16LE(1, directory + 8));
    await expect(openSources(path)).rejects.toThrow('está protegido por senha');
  });

  it('are refused in a zip of more than 10,000 files, before they are read', async () => {
    const claiming = async (count: number) =>
      edited(await whole(), (bytes, _, end) => bytes.writeUInt16LE(count, end + 10));
    await expect(openSources(await claiming(10_001))).rejects.toThrow('tem mais de 10000 arquivos');
    await expect(openSources(await claiming(10_000))).rejects.not.toThrow('tem mais de');
  });

  it('are refused in an empty file, whatever it is called', async () => {
    for (const name of ['a.csv', 'a.zip'])
      await expect(openSources(await fileWith(name, ''))).rejects.toThrow(`${name} está vazio`);
  });
});
