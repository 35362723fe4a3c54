import type { Experiment } from '../../api/answer-types';

export const MOST_VARIANTS = 4;

/** What a variant may have of its own, as typed: empty is as usual. */
export interface VariantDraft {
  readonly name: string;
  readonly diversidade: string;
  readonly popularidade: string;
  readonly rotacao: string;
  /** Number of a version of the model. */
  readonly versao: string;
  readonly regras: readonly number[];
  readonly tastes: string;
  readonly blocks: string;
  readonly next: string;
}

export interface ExperimentDraft {
  readonly name: string;
  readonly variants: readonly VariantDraft[];
  readonly outcome: Experiment['desfecho'];
  /** In days. */
  readonly window: number;
  /** Of people who take part, in percent. */
  readonly share: number;
  readonly visitors: boolean;
}

export function emptyVariant(name: string): VariantDraft {
  return {
    ...{ name, diversidade: '', popularidade: '', rotacao: '', versao: '' },
    ...{ regras: [], tastes: '', blocks: '', next: '' },
  };
}

export function emptyExperiment(control: string, variant: string): ExperimentDraft {
  const variants = [emptyVariant(control), emptyVariant(variant)];
  return { name: '', variants, outcome: 'aceitou', window: 7, share: 100, visitors: true };
}

/** The body of `POST /experimentos`. */
export function bodyOf({ name, variants, outcome, window, share, visitors }: ExperimentDraft): object {
  return {
    nome: name,
    variantes: variants.map((variant) => ({ nome: variant.name, parametros: parametersOf(variant) })),
    participantes: { parte: share / 100, visitantes: visitors },
    janela: window,
    desfecho: outcome,
  };
}

function parametersOf(variant: VariantDraft): object {
  const given = (names: readonly Exclude<keyof VariantDraft, 'regras' | 'name'>[]) =>
    Object.fromEntries(names.flatMap((name) => (variant[name] === '' ? [] : [[name, Number(variant[name])]])));
  const weights = given(['tastes', 'blocks', 'next']);
  return {
    ...given(['diversidade', 'popularidade', 'rotacao', 'versao']),
    ...(variant.regras.length > 0 && { regras: variant.regras }),
    ...(Object.keys(weights).length > 0 && { pesos: weights }),
  };
}
