import type { Rule } from '../../api/answer-types';
import { filterBody, filterTexts, type FilterTexts } from './filter-texts';

export type RuleKind = Rule['tipo'];

export const kinds: readonly RuleKind[] = ['fixar', 'levantar', 'enterrar', 'no_maximo', 'cota'];

/** Lists that a rule may be for, and rows of the home page; of some rows there are several, by their key. */
export const places: readonly string[] = [
  ...(['recomendacoes', 'juntos', 'vitrine'] as const),
  ...(['para_voce', 'porque', 'grupo', 'sua_lista', 'novidades', 'em_alta', 'outra_coisa'] as const),
];

/** What comes before the name of an attribute that films have in common. */
export const ATTRIBUTE = 'atributos.';

/** A rule as it stands in the form: of every kind its own fields. */
export interface RuleDraft {
  /** The stored rule that is being changed; null makes another. */
  readonly of: Rule | null;
  readonly nome: string;
  readonly tipo: RuleKind;
  readonly onde: readonly string[];
  /** Single rows by their keys, with commas between them. */
  readonly rows: string;
  /** Of the clock of whoever writes it. */
  readonly de: string;
  readonly ate: string;
  readonly ativa: boolean;
  readonly film: RuleFilm | null;
  readonly posicao: number;
  readonly filtro: FilterTexts;
  /** Above 1; a film is buried by as much. */
  readonly times: number;
  readonly por: string;
  readonly maximo: number;
  readonly entre: 'novos' | 'cauda_longa';
  /** In percent. */
  readonly parte: number;
}

export interface RuleFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
}

export const emptyRule: RuleDraft = {
  of: null,
  nome: '',
  tipo: 'fixar',
  onde: ['recomendacoes'],
  rows: '',
  de: '',
  ate: '',
  ativa: true,
  film: null,
  posicao: 1,
  filtro: filterTexts({}),
  times: 1.5,
  por: 'diretor',
  maximo: 2,
  entre: 'novos',
  parte: 20,
};

/** A stored rule as it stands in the form. film: that it pins. */
export function draftOf(rule: Rule, film: RuleFilm | null): RuleDraft {
  const { nome, tipo, onde, de, ate, ativa, fator, parte, filtro = {} } = rule;
  const { posicao, por, maximo, entre } = { ...emptyRule, ...rule };
  return {
    ...{ of: rule, nome, tipo, ativa, film, posicao, por, maximo, entre },
    onde: onde.filter((place) => places.includes(place)),
    rows: onde.filter((place) => !places.includes(place)).join(', '),
    de: localTime(de),
    ate: localTime(ate),
    filtro: filterTexts(filtro),
    times: fator === undefined ? emptyRule.times : short(fator < 1 ? 1 / fator : fator),
    parte: parte === undefined ? emptyRule.parte : short(parte * 100),
  };
}

/**
 * The body of `POST /regras`: what its kind takes, and no more. What is missing the server tells. What was not touched is as it is
 * stored, though the form shows it rounded.
 */
export function bodyOf(draft: RuleDraft): Partial<Rule> {
  const { of: stored, nome, tipo, ativa } = draft;
  const before = stored && draftOf(stored, draft.film);
  const moment = (name: 'de' | 'ate'): string | null => {
    if (stored && draft[name] === before?.[name]) return stored[name];
    return draft[name] === '' ? null : new Date(draft[name]).toISOString();
  };
  const rows = draft.rows.split(',').flatMap((key) => key.trim() || []);
  const chosen = [...draft.onde, ...rows];
  // In whatever order they are said.
  const isSame = chosen.toSorted().join() === stored?.onde.toSorted().join();
  const onde = isSame ? stored.onde : chosen;
  return { nome, tipo, onde, ativa, de: moment('de'), ate: moment('ate'), ...ownFields(draft, before) };
}

/** The body of `PATCH /regras/{id}`: what is other than it is stored. */
export function patchOf(stored: Rule, draft: RuleDraft): Partial<Rule> {
  const isOther = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(stored[name as keyof Rule]);
  return Object.fromEntries(Object.entries(bodyOf(draft)).filter(isOther));
}

function ownFields(draft: RuleDraft, before: RuleDraft | null): Partial<Rule> {
  const { of: stored, tipo, film, posicao, times, por, maximo, entre, parte } = draft;
  const isSame = before?.tipo === tipo;
  switch (tipo) {
    case 'fixar':
      return { ...(film && { filme_id: film.id }), posicao };
    case 'levantar':
    case 'enterrar': {
      const fator = isSame && before.times === times ? stored?.fator : tipo === 'levantar' ? times : short(1 / times);
      return { filtro: filterBody(draft.filtro, stored?.filtro ?? {}), fator };
    }
    case 'no_maximo':
      return { por, maximo };
    case 'cota':
      return { entre, parte: isSame && before.parte === parte ? stored?.parte : parte / 100 };
  }
}

function short(value: number): number {
  return Number(value.toFixed(4));
}

/** As a field of date and time takes it. */
function localTime(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
