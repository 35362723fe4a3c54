import type { Rule } from '../../api/answer-types';
import { percent, rating, t } from '../../state/locale';
import { textOf } from './filter-texts';
import type { RuleFilm } from './rule-draft';

/** What of a rule its sentence says. */
type Said = Pick<Rule, 'tipo' | 'filme_id' | 'posicao' | 'filtro' | 'fator' | 'por' | 'maximo' | 'entre' | 'parte'>;

/** What a rule does, as one sentence. films: that rules pin, by id. */
export function ruleSentence(rule: Said, films: ReadonlyMap<number, RuleFilm>): string {
  const texts = t.value.rules;
  const {
    tipo,
    filme_id = 0,
    posicao = 0,
    filtro = {},
    fator = 0,
    por = '',
    maximo = 0,
    entre = 'novos',
    parte = 0,
  } = rule;
  switch (tipo) {
    case 'fixar':
      return texts.says.fixar(films.get(filme_id)?.titulo ?? texts.film(filme_id), posicao);
    case 'levantar':
    case 'enterrar':
      return texts.says[tipo](filterText(filtro), rating(fator));
    case 'no_maximo':
      return texts.says.no_maximo(maximo, texts.by[por] ?? texts.sameAttribute(por.replace(/^atributos\./, '')));
    case 'cota':
      return texts.says.cota(percent(parte), texts.among[entre]);
  }
}

/** A filter as people read it: `terror, desde 1990`. */
function filterText(filter: object): string {
  const { filters, availability } = t.value.rules;
  return Object.entries(filter)
    .map(([name, value]) =>
      name === 'disponivel'
        ? availability[value === true ? 'true' : 'false']
        : `${filters[name] ?? name}: ${textOf(value)}`,
    )
    .join(', ');
}

/** How a list, or a row of the home page, is called. */
export function placeName(place: string): string {
  const { places } = t.value.rules;
  const [row, ...id] = place.split(':');
  return [places[row] ?? row, ...id].join(' ');
}
