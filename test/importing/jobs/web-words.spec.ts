import { inWebWords } from '../../../src/importing/jobs/web-words';

describe('what an import says over the web', () => {
  it.each([
    [
      'a.csv: as notas vão de 1 a 7. Diga a escala: --escala 7 (de 0 a 7), --escala 1..7, ou outra; na API, escala=7. Nada foi gravado.',
      'a.csv: as notas vão de 1 a 7. Diga a escala: escala=7 (de 0 a 7), escala=1..7, ou outra. Nada foi gravado.',
    ],
    [
      'avaliação 11 fora de 0 a 10 (outra escala? use --escala)',
      'avaliação 11 fora de 0 a 10 (outra escala? use o campo escala)',
    ],
    ['Se é isso mesmo: --forcar (por HTTP, forcar=true).', 'Se é isso mesmo: forcar=true.'],
    [
      'Diga: --formato-data DD/MM/AAAA ou --formato-data MM/DD/AAAA; na API, formato_data=DD/MM/AAAA. Nada foi gravado.',
      'Diga: formato_data=DD/MM/AAAA ou formato_data=MM/DD/AAAA. Nada foi gravado.',
    ],
    ['para a mesma pessoa outra vez: --usuario 7 (na API, usuario=7)', 'para a mesma pessoa outra vez: usuario=7'],
    [
      'e as outras ficam de fora: --coluna id=what --coluna nota=mood (ou pelo número, a partir de 1); na API, coluna=id=what&coluna=nota=mood',
      'e as outras ficam de fora: coluna=id=what coluna=nota=mood (ou pelo número, a partir de 1)',
    ],
    ['não como notas (--escala diz que são notas)', 'não como notas (o campo escala diz que são notas)'],
  ])('names fields, not options of the command line: %s', (told, web) => {
    expect(inWebWords(told, 'pt')).toBe(web);
  });

  it('says so in English', () => {
    expect(inWebWords('(another scale? use --scale)', 'en')).toBe('(another scale? use the field escala)');
    expect(inWebWords('If so: --force (by HTTP, forcar=true).', 'en')).toBe('If so: forcar=true.');
    expect(inWebWords('Say it: --date-format DD/MM/YYYY or --date-format MM/DD/YYYY.', 'en')).toBe(
      'Say it: formato_data=DD/MM/YYYY or formato_data=MM/DD/YYYY.',
    );
    // As releases before kept it.
    expect(inWebWords('(another scale? use --escala)', 'en')).toBe('(another scale? use the field escala)');
  });

  it('leaves everything else as it is', () => {
    const text = 'filmes.csv: 2 -- 3 linhas, -1 nota; 10 % a mais (por engano)';
    expect(inWebWords(text, 'pt')).toBe(text);
  });
});
