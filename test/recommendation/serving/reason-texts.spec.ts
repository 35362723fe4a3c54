import type { ReasonDto } from '../../../src/recommendation/serving/recommendation.dto';
import {
  biasReason,
  choiceText,
  popularityReason,
  tasteReason,
} from '../../../src/recommendation/serving/reason-texts';
import { forBeforeAgainst } from '../../../src/recommendation/serving/reasons';

describe('what a reason says', () => {
  it.each<[() => ReasonDto, string, string]>([
    [() => tasteReason(0.254, 'pt'), 'gosto', 'Pelo gosto que suas avaliações mostram juntas: 25%'],
    [() => tasteReason(0.256, 'en'), 'gosto', 'For the taste that your ratings show together: 26%'],
    [() => tasteReason(-0.1, 'pt'), 'contra', 'Menos, pelo gosto que suas avaliações mostram juntas: -10%'],
    [() => tasteReason(-0.1, 'en'), 'contra', 'Less, for the taste that your ratings show together: -10%'],
    [() => tasteReason(0.1, 'pt', true), 'gosto', 'Pelo gosto que suas escolhas mostram juntas: 10%'],
    [() => tasteReason(0.1, 'en', true), 'gosto', 'For the taste that your choices show together: 10%'],
    [() => popularityReason(0.5, 'pt'), 'popularidade', 'Porque muita gente gosta: 50%'],
    [() => popularityReason(0.5, 'en'), 'popularidade', 'Because many people like it: 50%'],
    [() => biasReason(0.05, 'pt'), 'notas', 'Porque quem viu dá notas altas: 5%'],
    [() => biasReason(0.05, 'en'), 'notas', 'Because those who saw it rate it highly: 5%'],
    [() => biasReason(-0.05, 'pt'), 'contra', 'Menos, porque quem viu dá notas baixas: -5%'],
    [() => biasReason(-0.05, 'en'), 'contra', 'Less, because those who saw it rate it low: -5%'],
  ])('%p is of the kind %s: %s', (reason, kind, text) => {
    const { tipo, texto } = reason();
    expect([tipo, texto]).toEqual([kind, text]);
  });

  it.each<[rating: number, share: number, pt: string, en: string]>([
    [3.5, 0.1, 'Porque você deu 3,5 a Ran: 10%', 'Because you rated Ran 3.5: 10%'],
    [3, 0.1, 'Porque você viu Ran: 10%', 'Because you saw Ran: 10%'],
    [3, 0, 'Porque você viu Ran: 0%', 'Because you saw Ran: 0%'],
    [1, -0.2, 'Menos, porque você não gostou de Ran (nota 1): -20%', 'Less, because you disliked Ran (rated 1): -20%'],
    [
      0.5,
      -0.2,
      'Menos, porque você não gostou de Ran (nota 0,5): -20%',
      'Less, because you disliked Ran (rated 0.5): -20%',
    ],
  ])('of a rating of %d is told by a share of %d', (rating, share, pt, en) => {
    const choice = { title: 'Ran', rating, share, told: null };
    expect([choiceText(choice, 'pt'), choiceText(choice, 'en')]).toEqual([pt, en]);
  });

  it.each<[kind: string, value: number | null, pt: string, en: string]>([
    ['mostrado', null, 'Ran lhe foi mostrado', 'you were shown Ran'],
    ['clicou', null, 'você abriu Ran', 'you opened Ran'],
    ['comecou', null, 'você começou Ran', 'you started Ran'],
    ['quer_ver', null, 'Ran está na sua lista', 'Ran is on your list'],
    ['sem_interesse', null, 'Ran não lhe interessou', 'Ran did not interest you'],
    ['visto', null, 'você viu Ran', 'you saw Ran'],
    ['gostou', null, 'você gostou de Ran', 'you liked Ran'],
    ['assistiu', null, 'você viu Ran até o fim', 'you watched Ran to the end'],
    ['assistiu', 0.9, 'você viu Ran até o fim', 'you watched Ran to the end'],
    ['assistiu', 0.89, 'você viu parte de Ran', 'you watched part of Ran'],
    ['curtiu', 0.5, 'há "curtiu" seu em Ran', 'of your "curtiu" on Ran'],
    ['constructor', null, 'há "constructor" seu em Ran', 'of your "constructor" on Ran'],
  ])('of an event, %s of %p, is told by what was done', (kind, value, pt, en) => {
    const choice = { title: 'Ran', rating: 4, share: 0.1, told: { filmId: 1, kind, value, preference: 0.5, at: 0 } };
    expect([choiceText(choice, 'pt'), choiceText(choice, 'en')]).toEqual([`Porque ${pt}: 10%`, `Because ${en}: 10%`]);
    expect(choiceText({ ...choice, share: -0.1 }, 'pt')).toBe(`Menos, porque ${pt}: -10%`);
  });

  it('stands for a film before it stands against it, the strongest first', () => {
    const shares = [-0.1, 0.2, 0.5, -0.4, 0.3].map((share) => biasReason(share, 'pt')).sort(forBeforeAgainst);
    expect(shares.map(({ parte }) => parte)).toEqual([0.5, 0.3, 0.2, -0.4, -0.1]);
  });

  it('is a share of nothing for and of nothing against at 0', () => {
    expect([tasteReason(0, 'pt').tipo, biasReason(0, 'pt').tipo]).toEqual(['gosto', 'notas']);
  });
});
