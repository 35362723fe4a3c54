import type { Language } from '../../http/language';
import { LIKED_RATING } from '../../ratings/profile';
import { disliked, ownDeed, withoutShare } from './reason-texts';
import type { ReasonDto } from './recommendation.dto';

/** Films that one sentence names, … */
const NAMED = 2;

/** … the second only where it says at least this much of what the first does. */
const BESIDE = 1 / 3;

/** What tells a person less than a film does: it has to say twice as much to be the main reason. */
const VAGUE: ReadonlySet<ReasonDto['tipo']> = new Set(['gosto', 'popularidade', 'notas']);
const OF_VAGUE = 0.5;

/** From this share on a film that speaks against another one is named beside the main reason. */
const AGAINST = 0.1;

/**
 * The main one of a film's reasons as a person would say it, and after it the dislike that weighs most against the film, if it
 * weighs: "Because you liked Alien and Aliens; less because you disliked Barbie". Films of which the same was done are one
 * reason. isNew: whether the film came after the model. Undefined where nothing speaks for the film.
 */
export function mainReason(reasons: readonly ReasonDto[], language: Language, isNew: boolean): string | undefined {
  const main = strongest(reasons);
  if (!main) return undefined;
  const against = reasons.reduce<ReasonDto | undefined>(
    (worst, one) =>
      one.tipo === 'contra' && one.titulo !== undefined && one.parte <= Math.min(-AGAINST, worst?.parte ?? 0)
        ? one
        : worst,
    undefined,
  );
  const sentence = sentenceOf(main, language, isNew);
  if (!against) return sentence;
  const deed = against.evento === undefined ? disliked : ownDeed(against.evento);
  return `${sentence}; ${language === 'pt' ? 'menos, porque' : 'less because'} ${deed[language](against.titulo ?? '')}`;
}

/** Why a film is in a list of what most people like. */
export function popularSentence(language: Language): string {
  return language === 'pt' ? 'Porque muita gente gosta' : 'Because many people like it';
}

/** Of what speaks for a film the reason, or the films of which the same was done, that says most; the strongest film first. */
function strongest(reasons: readonly ReasonDto[]): readonly ReasonDto[] | undefined {
  const byKind = new Map<string, ReasonDto[]>();
  for (const reason of reasons.filter(({ parte }) => parte > 0)) {
    const kind = reason.titulo === undefined ? `${reason.tipo} ${reason.grupo_id ?? ''}` : `filme ${deedOf(reason)}`;
    const before = byKind.get(kind);
    if (before) before.push(reason);
    else byKind.set(kind, [reason]);
  }
  const weight = (alike: readonly ReasonDto[]): number =>
    (VAGUE.has(alike[0].tipo) ? OF_VAGUE : 1) * alike.reduce((sum, { parte }) => sum + parte, 0);
  return [...byKind.values()].sort((a, b) => weight(b) - weight(a)).at(0);
}

/** What was done with the film of a reason that speaks for another one, as a kind of event. */
function deedOf({ evento, avaliacao = 0 }: ReasonDto): string {
  return evento ?? (avaliacao >= LIKED_RATING ? 'gostou' : 'visto');
}

function sentenceOf(alike: readonly ReasonDto[], language: Language, isNew: boolean): string {
  const [first] = alike;
  if (first.tipo === 'gosto') {
    if (isNew) return language === 'pt' ? 'Novo aqui, e combina com o seu gosto' : 'New here, and it suits your taste';
    return language === 'pt' ? 'Porque combina com o seu gosto' : 'Because it suits your taste';
  }
  const titles = alike
    .filter(({ parte }) => parte >= BESIDE * first.parte)
    .flatMap(({ titulo }) => titulo ?? [])
    .slice(0, NAMED);
  if (titles.length === 0) return withoutShare(first);
  const named = titles.join(language === 'pt' ? ' e ' : ' and ');
  return `${language === 'pt' ? 'Porque' : 'Because'} ${ownDeed(deedOf(first))[language](named, titles.length > 1)}`;
}
