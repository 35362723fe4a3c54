import type { FilmFilter } from '../films/film-filter';

/** What rules do to lists: pin a film, lift or bury films, limit how many of a kind come together, see to a share. */
export const ruleKinds = ['fixar', 'levantar', 'enterrar', 'no_maximo', 'cota'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** What a share of the places may be kept for: films newer than the model, or those that few people like. */
export const quotaFilms = ['novos', 'cauda_longa'] as const;
export type QuotaFilms = (typeof quotaFilms)[number];

/** What one rule does. */
export type RuleAction =
  | { readonly kind: 'fixar'; readonly filmId: number; readonly place: number }
  | { readonly kind: 'levantar' | 'enterrar'; readonly filter: FilmFilter; readonly factor: number }
  /** by: see `FilmFinder.valuesOf`. */
  | { readonly kind: 'no_maximo'; readonly by: string; readonly most: number }
  | { readonly kind: 'cota'; readonly films: QuotaFilms; readonly share: number };

/** A rule of the editors. */
export interface Rule {
  readonly id: number;
  readonly name: string;
  readonly action: RuleAction;
  /** In which lists and rows: see rule-places.ts. */
  readonly where: readonly string[];
  readonly active: boolean;
  /** In milliseconds since 1970, null for always; `until` itself is after the end. */
  readonly from: number | null;
  readonly until: number | null;
}

/** The most rules that are stored: each costs every list something. */
export const MOST_RULES = 100;

export function isInForce(rule: Pick<Rule, 'active' | 'from' | 'until'>, now: number): boolean {
  return rule.active && isOfNow(rule, now);
}

/** Whether the moment is one of the rule's, active or not. */
export function isOfNow({ from, until }: Pick<Rule, 'from' | 'until'>, now: number): boolean {
  return (from ?? -Infinity) <= now && now < (until ?? Infinity);
}
