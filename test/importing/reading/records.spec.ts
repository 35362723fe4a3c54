import { Readable } from 'node:stream';
import { LONGEST_LINE, readLines } from '../../../src/importing/reading/lines';
import { readDelimited, readNdjson } from '../../../src/importing/reading/records';

/** Line, and either the values or the reason, of each record; the text comes in pieces of `size` bytes. */
async function read(text: string | Buffer, { size = 7, latin1 = false, ndjson = false } = {}) {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  );
  const lines = readLines(Readable.from(chunks), { encoding: latin1 ? 'each' : 'alike' });
  const shape = { columns: ['a', 'b'], delimiter: ',', quoted: true };
  const records = [];
  for await (const some of ndjson ? readNdjson(lines, shape.columns) : readDelimited(lines, shape))
    for (const record of some)
      records.push([record.line, 'reason' in record ? record.reason.pt : Object.values(record.cells).join('|')]);
  return records;
}

describe('delimited text', () => {
  it('is read line by line, with line numbers that count empty lines', async () => {
    expect(await read('1,x\r\n\r\n \t\n2,y')).toEqual([
      [1, '1|x'],
      [4, '2|y'],
    ]);
  });

  it('has quotes around values with commas, quotes and line breaks', async () => {
    expect(await read('1,"a, b"\n"2","say ""hi"""\n3,"two\nlines"\n4,x\n')).toEqual([
      [1, '1|a, b'],
      [2, '2|say "hi"'],
      [3, '3|two\nlines'],
      [5, '4|x'],
    ]);
  });

  it.each([3, 1000])('loses one row only to a quote that never closes (pieces of %d bytes)', async (size) => {
    const rows = Array.from({ length: 30 }, (_, n) => `${n},x`);
    rows[3] = '3,"x';
    expect(await read(rows.join('\n'), { size })).toEqual(
      rows.map((row, n) => [n + 1, n === 3 ? 'aspas que não fecham' : row.replace(',', '|')]),
    );
  });

  it.each([7, 1000])('has quoted values of up to twenty lines (pieces of %d bytes)', async (size) => {
    const value = (count: number) => Array.from({ length: count }, (_, n) => `l${n}`).join('\n');
    expect(await read(`1,"${value(20)}"\n2,y\n`, { size })).toEqual([
      [1, `1|${value(20)}`],
      [21, '2|y'],
    ]);
    const [first, ...others] = await read(`1,"${value(21)}"\n2,y\n`, { size });
    expect(first).toEqual([1, 'aspas que não fecham']);
    expect(others.at(-1)).toEqual([22, '2|y']);
  });

  it('looks at lines one by one when together they are no row', async () => {
    expect(await read('1,"x\n2,y",z\n3,w\n')).toEqual([
      [1, 'aspas que não fecham'],
      [2, 'aspas que não fecham'],
      [3, '3|w'],
    ]);
    const damaged = Buffer.concat([Buffer.from('0,é\n1,"x\n2,'), Buffer.from([0xe9]), Buffer.from('\n3,z"\n4,w\n')]);
    expect(await read(damaged)).toEqual([
      [1, '0|é'],
      [2, 'aspas que não fecham'],
      [3, 'texto que não é UTF-8 válido'],
      [4, 'aspas que não fecham'],
      [5, '4|w'],
    ]);
  });

  it('takes a line of 32,768 characters, and not one more', async () => {
    const row = (length: number) => `1,${'x'.repeat(length - 2)}`;
    for (const size of [1000, 32_768, 100_000]) {
      expect(await read(`${row(32_768)}\n2,y`, { size })).toEqual([
        [1, `1|${'x'.repeat(32_766)}`],
        [2, '2|y'],
      ]);
      expect(await read(`${row(32_769)}\n2,y`, { size })).toEqual([
        [1, 'linha com mais de 32768 caracteres'],
        [2, '2|y'],
      ]);
    }
  });

  it('does not join two broken rows into a sound one of too many columns', async () => {
    expect(await read('1,"x\n2,y\n3,z"\n4,w\n')).toEqual([
      [1, '1|x\n2,y\n3,z'],
      [4, '4|w'],
    ]);
    expect(await read('1,"x\n2,"y\n3,z\n')).toEqual([
      [1, 'aspas que não fecham'],
      [2, 'aspas que não fecham'],
      [3, '3|z'],
    ]);
  });

  it('refuses misplaced quotes and missing or extra columns, and goes on', async () => {
    expect(await read('1,x"y"\n2,"y"z\n3\n4,a,b\n5,"ok"\n', { size: 1000 })).toEqual([
      [1, 'aspas fora do lugar'],
      [2, 'aspas fora do lugar'],
      [3, '2 colunas esperadas, 1 encontradas'],
      [4, '2 colunas esperadas, 3 encontradas'],
      [5, '5|ok'],
    ]);
  });

  it.each([2, 7, 1000])('is read in UTF-16, with a mark and without (pieces of %d bytes)', async (size) => {
    const rows = [
      [1, '1|ação'],
      [2, '2|日本'],
    ];
    const text = Buffer.from('\ufeff1,ação\r\n2,日本\r\n', 'utf16le');
    for (const bytes of [text, Buffer.from(text).swap16()]) expect(await read(bytes, { size })).toEqual(rows);
    if (size > 7) expect(await read(text.subarray(2), { size })).toEqual(rows);
  });

  it('is Windows-1252 where the first letter beyond ASCII is no UTF-8, to the end', async () => {
    const text = Buffer.concat([Buffer.from('1,ok\n2,'), Buffer.from([0x93, 0xe9, 0x94]), Buffer.from('\n3,é\n')]);
    const told: string[] = [];
    const found = [];
    for await (const some of readLines(Readable.from([text]), { onEncoding: (encoding) => told.push(encoding) }))
      found.push(...some.map((line) => line.text));
    expect(found).toEqual(['1,ok', '2,“é”', '3,Ã©']);
    expect(told).toEqual(['Windows-1252']);
  });

  it('refuses what is not UTF-8 and what holds null bytes', async () => {
    const text = Buffer.concat([Buffer.from('1,é\n2,'), Buffer.from([0xe9]), Buffer.from('\n3,\0\n4,ã\n')]);
    expect(await read(text, { size: 1 })).toEqual([
      [1, '1|é'],
      [2, 'texto que não é UTF-8 válido'],
      [3, 'texto com bytes nulos'],
      [4, '4|ã'],
    ]);
  });

  it('takes Latin-1 where the format allows for it, and UTF-8 all the same', async () => {
    const text = Buffer.concat([Buffer.from('1,Cidade das Crian'), Buffer.from([0xe7]), Buffer.from('as\n2,ação\n')]);
    expect(await read(text, { latin1: true })).toEqual([
      [1, '1|Cidade das Crianças'],
      [2, '2|ação'],
    ]);
  });

  it('skips a byte order mark', async () => {
    expect(await read('\ufeff1,x\n')).toEqual([[1, '1|x']]);
  });

  it.each([100, 5000, 1_000_000])('refuses a line that is too long and goes on (pieces of %d bytes)', async (size) => {
    const long = 'x'.repeat(LONGEST_LINE * 3);
    expect(await read(`1,a\n2,${long}\n3,b\n4,${long}`, { size })).toEqual([
      [1, '1|a'],
      [2, `linha com mais de ${LONGEST_LINE} caracteres`],
      [3, '3|b'],
      [4, `linha com mais de ${LONGEST_LINE} caracteres`],
    ]);
  });

  it.each([100, 50_000, 1_000_000])(
    'keeps 200 characters of a line that is too long (pieces of %d bytes)',
    async (size) => {
      const bytes = Buffer.from(`beginning${'x'.repeat(3 * LONGEST_LINE)}${'y'.repeat(LONGEST_LINE)}\n`);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      );
      const found = [];
      for await (const some of readLines(Readable.from(chunks))) found.push(...some);
      expect(found.map(({ text }) => text)).toEqual([`beginning${'x'.repeat(191)}`]);
    },
  );

  it('keeps what was read before the stream broke, but not the half line', async () => {
    async function* broken() {
      yield Buffer.from('1,a\n2,b\n3,');
      await Promise.resolve();
      throw new Error('disco com defeito');
    }
    const found = [];
    for await (const some of readLines(Readable.from(broken()))) found.push(...some);
    expect(found).toEqual([
      { number: 1, text: '1,a' },
      { number: 2, text: '2,b' },
      {
        number: 3,
        text: '',
        problem: { pt: 'a leitura parou aqui: disco com defeito', en: 'reading stopped here: disco com defeito' },
        interrupted: true,
      },
    ]);
  });
});

describe('NDJSON', () => {
  it('is one object a line, with the known fields and no others', async () => {
    const text = '{"a":1,"b":"x"}\nnull\n{"a":1\n{"a":[1]}\n{"c":1}\n{"a":null}\n[1]\n';
    expect(await read(text, { ndjson: true })).toEqual([
      [1, '1|x'],
      [2, 'não é um objeto JSON'],
      [3, 'não é um objeto JSON'],
      [4, 'a não é texto nem número'],
      [5, 'campo desconhecido: c'],
      [6, ''],
      [7, 'não é um objeto JSON'],
    ]);
  });
});
