import {
  InvalidCell,
  parseEmail,
  parseId,
  parseMoment,
  parseRating,
  parseRef,
  parseRequired,
  parseSeconds,
  parseText,
  parseYear,
} from '../../../src/importing/reading/parse-cells';

/** What a cell means, or the reason why it cannot be taken. */
function taken(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidCell)) throw error;
    // Said in both languages, of the same value.
    expect(error.text.en).not.toBe(error.text.pt);
    expect(/".*"/.exec(error.text.en)?.[0]).toBe(/".*"/.exec(error.text.pt)?.[0]);
    return error.message;
  }
}

describe('a cell', () => {
  const noId = (text: string) => `id ${JSON.stringify(text)} não é um número inteiro de 1 a 4503599627370496`;

  it.each([
    ['1', 1],
    [' 007 ', 7],
    ['12,0', 12],
    ['12.00', 12],
    ['4503599627370496', 2 ** 52],
    ['4503599627370497', noId('4503599627370497')],
    ['0', noId('0')],
    ['1e3', noId('1e3')],
    ['0x10', noId('0x10')],
    ['', noId('')],
    [undefined, noId('')],
    ['9'.repeat(50), noId('9'.repeat(40))],
  ])('of an id: %j is %j', (text, id) => {
    expect(taken(() => parseId(text, 'id'))).toBe(id);
  });

  it.each([
    ['4.5', 4.5],
    ['4,5', 4.5],
    [' 3 ', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-1', -1],
    ['1e1', 10],
    ['1E-1', 0.1],
    ['★★★½', 3.5],
    ['★★★★★', 5],
    ['½', 0.5],
    ['⭐⭐⭐⭐', 4],
    ['⭐️⭐️', 2],
    ['***', 3],
    ['3½', 3.5],
    ['2 1/2', 2.5],
    ['4 stars', 4],
    ['3,5 estrelas', 3.5],
    ['maybe', 'avaliação "maybe" não é um número'],
    ['1/2', 'avaliação "1/2" não é um número'],
    ['4/5/6', 'avaliação "4/5/6" não é um número'],
    ['31/2', 'avaliação "31/2" não é um número'],
    ['8/', 'avaliação "8/" não é um número'],
    ['1e999', 'avaliação "1e999" não é um número'],
    ['0x5', 'avaliação "0x5" não é um número'],
    ['.', 'avaliação "." não é um número'],
    ['1.000,5', 'avaliação "1.000,5" não é um número'],
    ['1,0,0', 'avaliação "1,0,0" não é um número'],
    ['', 'avaliação "" não é um número'],
    [undefined, 'avaliação "" não é um número'],
  ])('of a rating: %j is %j', (text, rating) => {
    const expected = typeof rating === 'string' ? rating : { avaliacao: rating };
    expect(taken(() => parseRating(text))).toEqual(expected);
  });

  it.each([
    ['8/10', 8, 10],
    ['3,5 / 5', 3.5, 5],
    ['7.5 out of 10', 7.5, 10],
    ['4 de 5', 4, 5],
    ['11/10', 11, 10],
    ['87%', 87, 100],
    ['87,5 %', 87.5, 100],
    ['★★☆☆☆', 2, 5],
    ['★★½☆☆', 2.5, 5],
    ['★★★★★★★☆☆☆', 7, 10],
    ['☆☆☆☆☆', 0, 5],
    ['★★★★★★★★★★', 10, 10],
    ['Like', 5, 5],
    ['thumbs_down', 0, 5],
    ['NÃO GOSTEI', 0, 5],
    ['Adorei', 5, 5],
    ['hated', 0, 5],
    ['true', 5, 5],
  ])('of a rating that says of how many it is: %j is %j of %j', (text, avaliacao, topo) => {
    expect(parseRating(text)).toEqual({ avaliacao, topo });
  });

  const noYear = (text: string) => `ano ${JSON.stringify(text)} não vai de 1870 a 2100`;

  it.each([
    ['1870', 1870],
    ['2100', 2100],
    [' 1995 ', 1995],
    ['', null],
    [undefined, null],
    ['1869', noYear('1869')],
    ['2101', noYear('2101')],
    ['1995.0', 1995],
    ['1995,0', 1995],
    ['1995.5', noYear('1995.5')],
    ['01995', noYear('01995')],
    ['MCMXC', noYear('MCMXC')],
  ])('of a year: %j is %j', (text, year) => {
    expect(taken(() => parseYear(text))).toBe(year);
  });

  it.each([
    ['1', 1],
    ['999999999999999', 999_999_999_999_999],
    ['4503599627370496', 2 ** 52],
    ['007', 7],
    ['12.0', 12],
    ['0', 'arquivo:0'],
    ['1e3', 'arquivo:1e3'],
    ['12x', 'arquivo:12x'],
    ['1/2', 'arquivo:1/2'],
    ['1:2', 'arquivo:1:2'],
  ])('of a film: %j is %j', (text, ref) => {
    expect(taken(() => parseRef(text, 'filme_id', 'filmes'))).toBe(ref);
  });

  const noSeconds = (text: string) =>
    `data ${JSON.stringify(text)} não é um número de segundos desde 1970 nem uma data ISO 8601`;

  it.each([
    ['0', 0],
    ['964982703', 964_982_703_000],
    ['4102444799', Date.UTC(2100, 0, 1) - 1000],
    ['4102444800', noSeconds('4102444800')],
    ['', null],
    [undefined, null],
    ['-1', noSeconds('-1')],
    ['1112486027.5', 1_112_486_027_500],
    ['1112486027000', 1_112_486_027_000],
    ['1.112486027E9', 1_112_486_027_000],
    ['20050402', Date.UTC(2005, 3, 2)],
    ['20051402', 20_051_402_000],
    ['2005-04-02 23:53:47', Date.UTC(2005, 3, 2, 23, 53, 47)],
    ['2005-02-30 23:53:47', noSeconds('2005-02-30 23:53:47')],
  ])('of seconds since 1970: %j is %j', (text, moment) => {
    expect(taken(() => parseSeconds(text))).toBe(moment);
  });

  const noMoment = (text: string) =>
    `avaliado_em ${JSON.stringify(text)} não é uma data ISO 8601 nem um número de milissegundos ou segundos desde 1970, de 1990 a 2099`;

  it.each([
    ['0', noMoment('0')],
    ['1700000000', 1_700_000_000_000],
    ['1700000000000', 1_700_000_000_000],
    ['631152000', Date.UTC(1990, 0, 1)],
    ['631151999', noMoment('631151999')],
    ['4102444799', Date.UTC(2100, 0, 1) - 1000],
    ['4102444800', noMoment('4102444800')],
    ['631151999999', noMoment('631151999999')],
    ['631152000000', Date.UTC(1990, 0, 1)],
    ['4102444799999', Date.UTC(2100, 0, 1) - 1],
    ['4102444800000', noMoment('4102444800000')],
    ['1970-01-01', 0],
    ['1969-12-31', noMoment('1969-12-31')],
    ['2099-12-31T23:59:59.999Z', Date.UTC(2100, 0, 1) - 1],
    ['2100-01-01', noMoment('2100-01-01')],
    [' 2024-02-29 ', Date.UTC(2024, 1, 29)],
    ['', null],
    [undefined, null],
  ])('of a moment: %j is %j', (text, moment) => {
    expect(taken(() => parseMoment(text))).toBe(moment);
  });

  it('of a text has no spaces around it, and they do not count', () => {
    expect(parseText(`  ${'x'.repeat(300)}\t`, 'titulo')).toBe('x'.repeat(300));
    expect(taken(() => parseText('x'.repeat(301), 'titulo'))).toBe('titulo com mais de 300 caracteres');
    expect(parseText('', 'genero')).toBe('');
    expect(taken(() => parseText('a\0', 'genero'))).toBe('genero com caracteres inválidos');
  });

  it('of a text that is needed is not blank', () => {
    expect(parseRequired(' x ', 'nome')).toBe('x');
    for (const text of ['', '  ', undefined]) expect(taken(() => parseRequired(text, 'nome'))).toBe('nome vazio');
  });

  it.each([
    ['ana@exemplo.br', 'ana@exemplo.br'],
    [' ', null],
    ['ana@exemplo', 'email "ana@exemplo" não é um endereço'],
    ['a b@exemplo.br', 'email "a b@exemplo.br" não é um endereço'],
  ])('of an email: %j is %j', (text, email) => {
    expect(taken(() => parseEmail(text))).toBe(email);
  });
});
