import { arrange, type Arranged } from './arrange';
import type { NamedRule, RuleSet } from './compiled-rules';
import type { FilmScores } from './film-scores';
import { liftedScores } from './lifted-scores';
import { rank, type Choice, type Ranking } from './ranking';
import type { RuleEffectDto } from './recommendation.dto';

/** A list that rules have changed. */
export interface RuledRanking extends Ranking {
  /** What they did to the films of a page, see `page`. */
  effects(skip: number, count: number): RuleEffectDto[][];
}

/**
 * Rank by rules: between scores and pages, so that pages of it never repeat. What may be in the list stays as `rank` says, and so
 * do the scores that are told. A list of what to see again has no rules: all of it has been seen. pageLength: of its pages.
 */
export function ruledRanking(scores: FilmScores, choice: Choice, rules: RuleSet, pageLength: number): RuledRanking {
  const lifted = rank(liftedScores(scores, rules.lifts), choice);
  if (lifted.origin === 'rever')
    return { ...lifted, effects: (_skip, count) => Array.from({ length: count }, () => []) };
  const all = scores.index.ids.length;
  let order: Uint32Array | undefined;
  const arranged = (length: number): Arranged => arrange((order ??= lifted.page(0, all)), rules, pageLength, length);
  return {
    ...lifted,
    page: (skip, count) => arranged(skip + count).films.subarray(skip),
    effects: (skip, count) => {
      const list = arranged(skip + count);
      return effectsIn(list, rules, rank(scores, choice).page(0, all), skip);
    },
  };
}

/** What rules did to the films of a list after the first `skip`. before: all its films as they stand without any rule, best first. */
export function effectsIn(list: Arranged, rules: RuleSet, before: ArrayLike<number>, skip: number): RuleEffectDto[][] {
  const placeBefore = new Map(Array.from(before, (film, n) => [film, n + 1]));
  return Array.from(list.films.subarray(skip), (film, n) =>
    effectsOn(film, rules, list).map(({ rule, effect }) => ({
      id: rule.id,
      nome: rule.name,
      efeito: effect,
      de: placeBefore.get(film) ?? before.length,
      para: skip + n + 1,
    })),
  );
}

function effectsOn(
  film: number,
  { pins, lifts }: RuleSet,
  { putOff, brought }: Arranged,
): { rule: NamedRule; effect: RuleEffectDto['efeito'] }[] {
  // Of two pins of one film the first holds.
  const pin = pins.find((one) => one.film === film);
  const bringing = brought.get(film);
  return [
    ...(pin ? [{ rule: pin.rule, effect: 'fixado' as const }] : []),
    ...lifts.filter(({ films }) => films[film] === 1).map(({ rule, effect }) => ({ rule, effect })),
    ...(putOff.get(film) ?? []).map((rule) => ({ rule, effect: 'adiado' as const })),
    ...(bringing ? [{ rule: bringing, effect: 'trazido' as const }] : []),
  ];
}
