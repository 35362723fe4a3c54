import type { ReasonDto } from '../../../src/recommendation/serving/recommendation.dto';
import {
  biasReason,
  forBeforeAgainst,
  popularityReason,
  tasteReason,
} from '../../../src/recommendation/serving/reasons';

describe('what a reason says', () => {
  it.each<[ReasonDto, string, string]>([
    [tasteReason(0.254, 'pt'), 'gosto', 'Pelo gosto que suas avaliações mostram juntas: 25 %'],
    [tasteReason(0.256, 'en'), 'gosto', 'For the taste that your ratings show together: 26 %'],
    [tasteReason(-0.1, 'pt'), 'contra', 'Menos, pelo gosto que suas avaliações mostram juntas: -10 %'],
    [tasteReason(-0.1, 'en'), 'contra', 'Less, for the taste that your ratings show together: -10 %'],
    [popularityReason(0.5, 'pt'), 'popularidade', 'Porque muita gente gosta: 50 %'],
    [popularityReason(0.5, 'en'), 'popularidade', 'Because many people like it: 50 %'],
    [biasReason(0.05, 'pt'), 'notas', 'Porque quem viu dá notas altas: 5 %'],
    [biasReason(0.05, 'en'), 'notas', 'Because who saw it rates it high: 5 %'],
    [biasReason(-0.05, 'pt'), 'contra', 'Menos, porque quem viu dá notas baixas: -5 %'],
    [biasReason(-0.05, 'en'), 'contra', 'Less, because who saw it rates it low: -5 %'],
  ])('%j', ({ tipo, texto }, kind, text) => {
    expect([tipo, texto]).toEqual([kind, text]);
  });

  it('stands for a film before it stands against it, the strongest first', () => {
    const shares = [-0.1, 0.2, 0.5, -0.4, 0.3].map((share) => biasReason(share, 'pt')).sort(forBeforeAgainst);
    expect(shares.map(({ parte }) => parte)).toEqual([0.5, 0.3, 0.2, -0.4, -0.1]);
  });

  it('is a share of nothing for and of nothing against at 0', () => {
    expect([tasteReason(0, 'pt').tipo, biasReason(0, 'pt').tipo]).toEqual(['gosto', 'notas']);
  });
});
