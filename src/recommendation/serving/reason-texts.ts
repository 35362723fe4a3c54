import type { ToldOpinion } from '../../events/spoken-events';
import type { Language, Text } from '../../http/language';
import { LIKED_RATING } from '../../ratings/profile';
import type { ReasonDto } from './recommendation.dto';

/** A film that somebody rated, or of which an event tells, as a reason of another. */
interface Choice {
  readonly title: string;
  /** Of the score of the other film; below zero for a reason against it. */
  readonly share: number;
  readonly rating: number;
  /** What an event said; null for a rating. */
  readonly told: ToldOpinion | null;
}

/** From this share on a film was watched to its end: few stay for the credits. */
const TO_THE_END = 0.9;

/** What somebody did with a film, or with several, whose titles then stand as one text: what follows "because". */
type Deed = (title: string, several?: boolean) => string;

/** Of each usual kind of event, in the languages. `assistiu` is told more exactly where it is known how much was watched. */
const deeds: Readonly<Record<string, Readonly<Record<Language, Deed>>>> = {
  mostrado: {
    pt: (title, several) => `${title} lhe ${several ? 'foram mostrados' : 'foi mostrado'}`,
    en: (title) => `you were shown ${title}`,
  },
  clicou: { pt: (title) => `você abriu ${title}`, en: (title) => `you opened ${title}` },
  comecou: { pt: (title) => `você começou ${title}`, en: (title) => `you started ${title}` },
  assistiu: { pt: (title) => `você assistiu a ${title}`, en: (title) => `you watched ${title}` },
  gostou: { pt: (title) => `você gostou de ${title}`, en: (title) => `you liked ${title}` },
  quer_ver: {
    pt: (title, several) => `${title} ${several ? 'estão' : 'está'} na sua lista`,
    en: (title, several) => `${title} ${several ? 'are' : 'is'} on your list`,
  },
  sem_interesse: { pt: (title) => `${title} não lhe interessou`, en: (title) => `${title} did not interest you` },
  visto: { pt: (title) => `você viu ${title}`, en: (title) => `you saw ${title}` },
};

const watched: Readonly<Record<'whole' | 'part', Readonly<Record<Language, Deed>>>> = {
  whole: { pt: (title) => `você viu ${title} até o fim`, en: (title) => `you watched ${title} to the end` },
  part: { pt: (title) => `você viu parte de ${title}`, en: (title) => `you watched part of ${title}` },
};

/** What somebody did with a film, after "because"; a team's own kinds by their names. */
function deedText(title: string, { kind, value }: ToldOpinion, language: Language): string {
  const usual = kind === 'assistiu' ? watched[(value ?? 1) >= TO_THE_END ? 'whole' : 'part'] : ownDeed(kind);
  return usual[language](title);
}

/** … of a kind of event, whichever that is. */
export function ownDeed(kind: string): Readonly<Record<Language, Deed>> {
  const usual = new Map(Object.entries(deeds)).get(kind);
  return usual ?? { pt: (title) => `há "${kind}" seu em ${title}`, en: (title) => `of your "${kind}" on ${title}` };
}

/** Why a film that somebody rated, or of which an event tells, speaks for another one or against it. */
export function choiceText({ title, share, rating, told }: Choice, language: Language): string {
  const why = told ? deedText(title, told, language) : ratingDeed(title, rating, share, language);
  const because =
    language === 'pt' ? (share < 0 ? 'Menos, porque' : 'Porque') : share < 0 ? 'Less, because' : 'Because';
  return withShare(`${because} ${why}`, share);
}

/** What a low rating says, in the languages. */
export const disliked: Readonly<Record<Language, Deed>> = {
  pt: (title) => `você não gostou de ${title}`,
  en: (title) => `you disliked ${title}`,
};

function ratingDeed(title: string, rating: number, share: number, language: Language): string {
  if (share < 0) {
    const given = language === 'pt' ? `nota ${rating.toLocaleString('pt-BR')}` : `rated ${rating}`;
    return `${disliked[language](title)} (${given})`;
  }
  // A film that was neither liked nor disliked speaks for another one by having been chosen.
  if (rating < LIKED_RATING) return ownDeed('visto')[language](title);
  return language === 'pt' ? `você deu ${rating.toLocaleString('pt-BR')} a ${title}` : `you rated ${title} ${rating}`;
}

/**
 * The reason that all ratings are together: the taste centroids, and what is too little to be a reason of its own. choices:
 * whether events are among them, which are no ratings.
 */
export function tasteReason(share: number, language: Language, choices = false): ReasonDto {
  const why =
    language === 'pt'
      ? `${share < 0 ? 'Menos, pelo' : 'Pelo'} gosto que suas ${choices ? 'escolhas' : 'avaliações'} mostram juntas`
      : `${share < 0 ? 'Less, for' : 'For'} the taste that your ${choices ? 'choices' : 'ratings'} show together`;
  return { tipo: share < 0 ? 'contra' : 'gosto', texto: withShare(why, share), parte: share };
}

/**
 * The reason that the likes of all people are, for somebody with few ratings, or who asks for hits or for the long tail.
 * popular: whether they are many.
 */
export function popularityReason(share: number, language: Language, popular = true): ReasonDto {
  const against = share < 0;
  const why =
    language === 'pt'
      ? `${against ? 'Menos, porque' : 'Porque'} ${popular ? 'muita gente gosta' : 'pouca gente o conhece'}`
      : `${against ? 'Less, because' : 'Because'} ${popular ? 'many people like it' : 'few people know it'}`;
  return { tipo: against ? 'contra' : 'popularidade', texto: withShare(why, share), parte: share };
}

/** The reason that what somebody chose of a group of films is. To who may not read the person: not whether those are ratings or events. */
export function groupReason(share: number, language: Language, group: { id: number; name: Text }): ReasonDto {
  const name = group.name[language];
  // A group that is named after two of its films, "como Alien e Blade Runner".
  const shown = /^(como|like) /.test(name) ? `${language === 'pt' ? 'um grupo' : 'a group'} ${name}` : name;
  const why = language === 'pt' ? `Pelo que você escolheu de ${shown}` : `For what you chose of ${shown}`;
  return { tipo: 'grupo', texto: withShare(why, share), parte: share, grupo_id: group.id };
}

/** The reason that a film is liked more of late than before; it never speaks against one. */
export function trendReason(share: number, language: Language): ReasonDto {
  const why = language === 'pt' ? 'Porque está em alta' : 'Because it is trending';
  return { tipo: 'em_alta', texto: withShare(why, share), parte: share };
}

/** The reason that the ratings of all people are: those of this film, beside those of the others. */
export function biasReason(share: number, language: Language): ReasonDto {
  const against = share < 0;
  const why =
    language === 'pt'
      ? `${against ? 'Menos, porque' : 'Porque'} quem viu dá notas ${against ? 'baixas' : 'altas'}`
      : `${against ? 'Less, because' : 'Because'} those who saw it rate it ${against ? 'low' : 'highly'}`;
  return { tipo: against ? 'contra' : 'notas', texto: withShare(why, share), parte: share };
}

function withShare(why: string, share: number): string {
  return `${why}: ${percent(share)}%`;
}

/** What a reason says, without the share at its end. */
export function withoutShare({ texto, parte }: ReasonDto): string {
  return texto.slice(0, -withShare('', parte).length);
}

export function percent(share: number): number {
  return Math.round(100 * share);
}
