import type { Text } from '../../http/language';
import { percent } from '../serving/reason-texts';

/** What a row is called, and why it is there. */
export interface RowText {
  readonly title: Text;
  readonly reason: Text;
}

const row = (titlePt: string, titleEn: string, reasonPt: string, reasonEn: string): RowText => ({
  title: { pt: titlePt, en: titleEn },
  reason: { pt: reasonPt, en: reasonEn },
});

export const forYou = row(
  'Para você',
  'For you',
  'O que mais combina com as suas notas e com o que você viu',
  'What fits your ratings and what you watched best',
);

/** For somebody of whom nothing is known. */
export const forAnybody = row(
  'Para começar',
  'To begin with',
  'De que mais gente gosta, enquanto não conhecemos o seu gosto',
  'What most people like, as long as your taste is not known',
);

export const toSeeAgain = row(
  'Para rever',
  'To watch again',
  'Você já avaliou tudo; destes gostou mais',
  'You have rated everything; these you liked best',
);

export const yourList = row(
  'Da sua lista',
  'From your list',
  'O que você quer ver, primeiro o que mais deve agradar',
  'What you want to watch, what should please you most first',
);

export const newHere = row(
  'Novidades',
  'New here',
  'Os últimos filmes que chegaram ao catálogo',
  'The latest films in the catalogue',
);

export const likedNow = row(
  'Em alta',
  'Most liked now',
  'De que mais gente gostou nos últimos dias',
  'What most people have liked these last days',
);

/** Where nobody has liked anything of late. */
export const likedEver = row(
  'Os mais queridos',
  'Most liked',
  'De que mais gente gostou até hoje',
  'What most people have liked so far',
);

export function because(title: string): RowText {
  return row(
    `Porque você gostou de ${title}`,
    `Because you liked ${title}`,
    `O que gostar de ${title} diz mais, na ordem do seu gosto`,
    `What liking ${title} says most for, in the order of your taste`,
  );
}

/** share: of the films that the person likes. */
export function groupRow(name: string, share: number): RowText {
  const shown = percent(share);
  return row(
    name,
    name,
    `São assim ${shown} % dos filmes de que você gostou`,
    `${shown} % of the films you liked are like these`,
  );
}

/** For somebody of whom nothing is known. */
export function likedGroup(name: string): RowText {
  return row(name, name, 'Um dos grupos de que mais gente gosta', 'One of the groups that most people like');
}

export function somethingElse(name: string): RowText {
  return row(
    `Outra coisa: ${name}`,
    `Something else: ${name}`,
    'Você quase não viu filmes assim, e estes chegam perto do seu gosto',
    'You have hardly watched films like these, and these come near your taste',
  );
}
