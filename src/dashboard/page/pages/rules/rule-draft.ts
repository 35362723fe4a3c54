import type { Rule } from '../../api/answer-types';

export type RuleKind = Rule['tipo'];

export const kinds: readonly RuleKind[] = ['fixar', 'levantar', 'enterrar', 'no_maximo', 'cota'];

/** Lists that a rule may be for, and rows of the home page. */
export const places = [
  ...(['recomendacoes', 'juntos', 'vitrine'] as const),
  ...(['para_voce', 'porque', 'grupo', 'sua_lista', 'novidades', 'em_alta', 'outra_coisa'] as const),
];

/** What films may be lifted or buried by. */
export const filterNames = ['genero', 'diretor', 'ator', 'ano_min', 'ano_max'] as const;

/** A rule as it stands in the form: of every kind its own fields. */
export interface RuleDraft {
  readonly nome: string;
  readonly tipo: RuleKind;
  readonly onde: readonly string[];
  /** Of the clock of whoever writes it. */
  readonly de: string;
  readonly ate: string;
  readonly ativa: boolean;
  readonly film: { readonly id: number; readonly titulo: string; readonly ano: number | null } | null;
  readonly posicao: number;
  readonly filtro: Readonly<Record<(typeof filterNames)[number], string>>;
  /** Above 1; a film is buried by as much. */
  readonly times: number;
  readonly por: string;
  readonly maximo: number;
  readonly entre: 'novos' | 'cauda_longa';
  /** In percent. */
  readonly parte: number;
}

export const emptyRule: RuleDraft = {
  nome: '',
  tipo: 'fixar',
  onde: ['recomendacoes'],
  de: '',
  ate: '',
  ativa: true,
  film: null,
  posicao: 1,
  filtro: { genero: '', diretor: '', ator: '', ano_min: '', ano_max: '' },
  times: 1.5,
  por: 'diretor',
  maximo: 2,
  entre: 'novos',
  parte: 20,
};

/** The body of `POST /regras`: what its kind takes, and no more. What is missing the server tells. */
export function bodyOf(draft: RuleDraft): object {
  const { nome, tipo, onde, de, ate, ativa } = draft;
  const moment = (local: string) => (local === '' ? null : new Date(local).toISOString());
  return { nome, tipo, onde, ativa, de: moment(de), ate: moment(ate), ...ownFields(draft) };
}

function ownFields({ tipo, film, posicao, filtro, times, por, maximo, entre, parte }: RuleDraft): object {
  const filter = Object.fromEntries(
    Object.entries(filtro).flatMap(([name, value]) =>
      value.trim() === '' ? [] : [[name, name.startsWith('ano') ? Number(value) : value.trim()]],
    ),
  );
  switch (tipo) {
    case 'fixar':
      return { ...(film && { filme_id: film.id }), posicao };
    case 'levantar':
      return { filtro: filter, fator: times };
    case 'enterrar':
      return { filtro: filter, fator: Number((1 / times).toFixed(4)) };
    case 'no_maximo':
      return { por, maximo };
    case 'cota':
      return { entre, parte: parte / 100 };
  }
}
