import type { Language, Text } from '../../http/language';
import type { FilmMap } from './map-picture-data';

/** Every text of the picture but the names of groups and films. */
export interface Captions {
  readonly title: string;
  readonly subtitle: string;
  readonly axes: readonly [string, string];
  readonly legend: string;
  readonly empty: string;
  readonly number: (value: number, digits?: number) => string;
}

const TITLE: Text = { pt: 'Mapa dos filmes', en: 'Map of the films' };
const LEGEND: Text = { pt: 'Grupos (número de filmes)', en: 'Groups (number of films)' };
const EMPTY: Text = { pt: 'O modelo ainda não tem filmes.', en: 'The model has no films yet.' };
const LOCALE: Text = { pt: 'pt-BR', en: 'en-GB' };

export function captionsOf({ versao, eixos, grupos, filmes }: FilmMap, language: Language): Captions {
  const locale = LOCALE[language];
  const number = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  const films = counted(filmes.length, number, { pt: ['filme', 'filmes'], en: ['film', 'films'] }[language]);
  const groups = counted(grupos.length, number, { pt: ['grupo', 'grupos'], en: ['group', 'groups'] }[language]);
  const subtitle: Text = {
    pt: `${films} em ${groups} · modelo versão ${versao} · ponto maior: mais avaliações · símbolo grande: centroide do grupo`,
    en: `${films} in ${groups} · model version ${versao} · larger point: more ratings · large symbol: centroid of the group`,
  };
  return {
    title: TITLE[language],
    subtitle: subtitle[language],
    axes: [axisName(1, eixos.at(0)?.explicado, language), axisName(2, eixos.at(1)?.explicado, language)],
    legend: LEGEND[language],
    empty: EMPTY[language],
    number,
  };
}

/** "Componente principal 1 (12% da variância)"; without the share when it is not known. */
function axisName(axis: number, explained: number | undefined, language: Language): string {
  const name: Text = { pt: `Componente principal ${axis}`, en: `Principal component ${axis}` };
  if (explained === undefined || !Number.isFinite(explained)) return name[language];
  const percent = (100 * explained).toLocaleString(LOCALE[language], {
    maximumFractionDigits: explained < 0.0995 ? 1 : 0,
  });
  const share: Text = { pt: `(${percent}% da variância)`, en: `(${percent}% of the variance)` };
  return `${name[language]} ${share[language]}`;
}

function counted(
  count: number,
  number: (value: number) => string,
  [one, many]: readonly [string, string] | string[],
): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** One line without what XML does not allow. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\s\uFFFE\uFFFF]+/gu, ' ').trim();
}

/** One line of at most `longest` characters. */
export function shortened(text: string, longest: number): string {
  const line = oneLine(text);
  const characters = Array.from(line);
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
