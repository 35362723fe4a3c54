import { mainReason } from '../../../src/recommendation/serving/main-reason';
import {
  biasReason,
  groupReason,
  popularityReason,
  tasteReason,
  trendReason,
} from '../../../src/recommendation/serving/reason-texts';
import type { ReasonDto } from '../../../src/recommendation/serving/recommendation.dto';
import type { Language } from '../../../src/http/language';

const rated = (titulo: string, avaliacao: number, parte: number): ReasonDto => ({
  ...{ tipo: parte < 0 ? 'contra' : 'avaliacao', texto: '', parte, titulo, avaliacao },
});
const told = (titulo: string, evento: string, parte: number): ReasonDto => ({
  ...{ tipo: parte < 0 ? 'contra' : 'evento', texto: '', parte, titulo, evento },
});
type Case = [what: string, reasons: (language: Language) => ReasonDto[], pt: string, en: string];

describe('the main reason of a film', () => {
  it.each<Case>([
    ['one film', () => [rated('Alien', 5, 0.6)], 'Porque você gostou de Alien', 'Because you liked Alien'],
    [
      'films of which the same was done, together more than half of what says more',
      (language) => [popularityReason(0.7, language), rated('Alien', 5, 0.2), told('Aliens', 'gostou', 0.16)],
      'Porque você gostou de Alien e Aliens',
      'Because you liked Alien and Aliens',
    ],
    [
      'not a film that says little beside the first',
      () => [rated('Alien', 5, 0.5), rated('Brazil', 4, 0.15)],
      'Porque você gostou de Alien',
      'Because you liked Alien',
    ],
    [
      'no more than two films',
      () => [rated('Alien', 5, 0.3), rated('Brazil', 4, 0.2), rated('Ran', 4, 0.2)],
      'Porque você gostou de Alien e Brazil',
      'Because you liked Alien and Brazil',
    ],
    [
      'films on a list',
      () => [told('Alien', 'quer_ver', 0.4), told('Ran', 'quer_ver', 0.3)],
      'Porque Alien e Ran estão na sua lista',
      'Because Alien and Ran are on your list',
    ],
    [
      'a film that was watched',
      () => [told('Ran', 'assistiu', 1)],
      'Porque você assistiu a Ran',
      'Because you watched Ran',
    ],
    ['a film that was not liked much', () => [rated('Ran', 3, 1)], 'Porque você viu Ran', 'Because you saw Ran'],
    [
      'a kind of event of a team',
      () => [told('Ran', 'curtiu', 1)],
      'Porque há "curtiu" seu em Ran',
      'Because of your "curtiu" on Ran',
    ],
    [
      'all people, where they say more than twice what a film does',
      (language) => [popularityReason(0.7, language), rated('Alien', 5, 0.3)],
      'Porque muita gente gosta',
      'Because many people like it',
    ],
    [
      'the taste where it says more than all people and twice what a film does',
      (language) => [tasteReason(0.5, language), popularityReason(0.3, language), rated('Alien', 5, 0.2)],
      'Porque combina com o seu gosto',
      'Because it suits your taste',
    ],
    [
      'the long tail',
      (language) => [popularityReason(0.8, language, false)],
      'Porque pouca gente o conhece',
      'Because few people know it',
    ],
    ['what is trending', (language) => [trendReason(0.5, language)], 'Porque está em alta', 'Because it is trending'],
    [
      'high ratings',
      (language) => [biasReason(0.5, language)],
      'Porque quem viu dá notas altas',
      'Because those who saw it rate it highly',
    ],
    [
      'the strongest of two groups',
      (language) => [
        groupReason(0.4, language, { id: 1, name: { pt: 'drama · 90', en: 'drama · 90' } }),
        groupReason(0.3, language, { id: 2, name: { pt: 'terror', en: 'terror' } }),
        popularityReason(0.7, language),
      ],
      'Pelo que você escolheu de drama · 90',
      'For what you chose of drama · 90',
    ],
    [
      'a film, and the dislike that weighs most against it',
      () => [rated('Alien', 5, 1.3), rated('Cats', 2, -0.1), rated('Barbie', 1, -0.2)],
      'Porque você gostou de Alien; menos, porque você não gostou de Barbie',
      'Because you liked Alien; less because you disliked Barbie',
    ],
    [
      'what did not interest',
      () => [rated('Alien', 5, 1.2), told('Cats', 'sem_interesse', -0.2)],
      'Porque você gostou de Alien; menos, porque Cats não lhe interessou',
      'Because you liked Alien; less because Cats did not interest you',
    ],
    [
      'nothing of a dislike that hardly weighs, nor of what no film says against it',
      (language) => [rated('Alien', 5, 1.3), rated('Barbie', 1, -0.09), tasteReason(-0.21, language)],
      'Porque você gostou de Alien',
      'Because you liked Alien',
    ],
  ])('is %s', (_what, reasons, pt, en) => {
    expect([mainReason(reasons('pt'), 'pt', false), mainReason(reasons('en'), 'en', false)]).toEqual([pt, en]);
  });

  it('of a film that came after the model is that it is new, or that it is trending', () => {
    expect(mainReason([tasteReason(1, 'pt')], 'pt', true)).toBe('Novo aqui, e combina com o seu gosto');
    expect(mainReason([tasteReason(1, 'en')], 'en', true)).toBe('New here, and it suits your taste');
    expect(mainReason([trendReason(0.7, 'en'), tasteReason(0.3, 'en')], 'en', true)).toBe('Because it is trending');
  });

  it('is none where nothing speaks for a film', () => {
    expect(mainReason([], 'pt', false)).toBeUndefined();
    expect(mainReason([rated('Barbie', 1, -0.2)], 'pt', false)).toBeUndefined();
  });
});
