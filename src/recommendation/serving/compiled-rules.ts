import type { FilmFinder } from '../../films/film-finder';
import { holdsIn } from '../../rules/rule-places';
import type { Rule } from '../../rules/rule';
import type { RulesNow } from '../../rules/rules-in-force';
import { leastLiked } from './leaning';
import type { FilmIndex } from './film-index';

/** Which rule it is, as lists tell it. */
export type NamedRule = Pick<Rule, 'id' | 'name'>;

/** A film that stands at a place of the list, the first being 1. */
interface Pin {
  readonly rule: NamedRule;
  readonly film: number;
  readonly place: number;
}

/** Films whose scores are multiplied: 1 for each of them, by place in the index. */
export interface Lift {
  readonly rule: NamedRule;
  readonly effect: 'levantado' | 'enterrado';
  readonly films: Uint8Array;
  readonly factor: number;
}

/** At most so many films of one value in a page. */
interface Cap {
  readonly rule: NamedRule;
  /** By place in the index: the values of a film, as numbers from 0. */
  readonly values: readonly (readonly number[])[];
  readonly valueCount: number;
  readonly most: number;
}

/** A share of the places that is for some films: 1 for each of them, by place in the index. */
interface Quota {
  readonly rule: NamedRule;
  readonly films: Uint8Array;
  readonly share: number;
}

/** Rules with their films as places of one index, each kind the oldest first. */
export interface RuleSet {
  readonly pins: readonly Pin[];
  readonly lifts: readonly Lift[];
  readonly caps: readonly Cap[];
  readonly quotas: readonly Quota[];
}

/** One rule with its films, and where it holds. */
interface Compiled extends Partial<{ pin: Pin; lift: Lift; cap: Cap; quota: Quota }> {
  readonly id: number;
  readonly active: boolean;
  readonly where: readonly string[];
}

/** All rules of a moment, see `RulesNow`. */
export interface CompiledRules {
  /** See `RulesNow`. */
  readonly id: string;
  readonly all: readonly Compiled[];
}

/** The films of rules looked up: once for a state of the catalogue. */
export async function compileRules(
  { id, rules }: RulesNow,
  index: FilmIndex,
  finder: FilmFinder,
): Promise<CompiledRules> {
  return { id, all: await Promise.all(rules.map((rule) => compiled(rule, index, finder))) };
}

async function compiled(rule: Rule, index: FilmIndex, finder: FilmFinder): Promise<Compiled> {
  const { id, name, active, where, action } = rule;
  const own = { id, name };
  const at = { id, active, where };
  switch (action.kind) {
    case 'fixar': {
      const film = index.placeOf(action.filmId);
      return film === undefined ? at : { ...at, pin: { rule: own, film, place: action.place } };
    }
    case 'levantar':
    case 'enterrar': {
      const { ids } = await finder.select(action.filter);
      const films = marked(index.placesOf(ids ?? Array.from(index.ids)), index);
      const effect = action.kind === 'levantar' ? 'levantado' : 'enterrado';
      return { ...at, lift: { rule: own, effect, films, factor: action.factor } };
    }
    case 'no_maximo': {
      const valuesOf = await finder.valuesBy(action.by);
      const numbers = new Map<string, number>();
      const numberOf = (value: string): number => {
        const number = numbers.get(value) ?? numbers.size;
        numbers.set(value, number);
        return number;
      };
      const values = Array.from(index.ids, (film) => [...new Set((valuesOf.get(film) ?? []).map(numberOf))]);
      return { ...at, cap: { rule: own, values, valueCount: numbers.size, most: action.most } };
    }
    case 'cota': {
      const films =
        action.films === 'novos' ? Uint8Array.from(index.ids, (_, n) => (index.isKnown(n) ? 0 : 1)) : leastLiked(index);
      return { ...at, quota: { rule: own, films, share: action.share } };
    }
  }
}

function marked(places: Int32Array, { ids }: FilmIndex): Uint8Array {
  const marks = new Uint8Array(ids.length);
  for (const place of places) if (place >= 0) marks[place] = 1;
  return marks;
}

/**
 * The rules that hold in the list, or the row of the home page, with this key; null where none does. named: ids of rules that hold
 * though they are not active.
 */
export function rulesFor({ all }: CompiledRules, key: string, named: readonly number[]): RuleSet | null {
  // Nearly always.
  if (all.length === 0) return null;
  const own = all.filter((rule) => holdsFor(rule, named) && holdsIn(rule.where, key));
  return own.length === 0 ? null : ruleSet(own);
}

/** By what a list knows its rules again: see `RulesNow`; empty where none holds. named: as above. */
export function rulesId({ id, all }: CompiledRules, named: readonly number[]): string {
  return all.some((rule) => holdsFor(rule, named)) ? id : '';
}

function holdsFor({ id, active }: Compiled, named: readonly number[]): boolean {
  return active || named.includes(id);
}

/** Rules whatever the lists that they are for. */
export function ruleSet(all: readonly Compiled[]): RuleSet {
  return {
    // Of two for one place the older has it.
    pins: all.flatMap(({ pin }) => pin ?? []).sort((a, b) => a.place - b.place),
    lifts: all.flatMap(({ lift }) => lift ?? []),
    caps: all.flatMap(({ cap }) => cap ?? []),
    quotas: all.flatMap(({ quota }) => quota ?? []),
  };
}
