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
  'What suits your ratings and what you have watched',
);

/** For somebody of whom nothing is known. */
export const forAnybody = row(
  'Para começar',
  'To begin with',
  'De que mais gente gosta, até conhecermos o seu gosto',
  'What most people like, until we know your taste',
);

export const toSeeAgain = row(
  'Para rever',
  'To watch again',
  'Você já avaliou tudo; estes são os de que mais gostou',
  'You have rated everything; these are the ones you liked best',
);

export const yourList = row(
  'Da sua lista',
  'From your list',
  'O que você quer ver, a começar pelo que mais deve agradar',
  'What you want to watch, starting with what should please you most',
);

export const newHere = row('Novidades', 'New here', 'Os filmes que chegaram por último', 'The films that arrived last');

export const likedNow = row(
  'Em alta',
  'Most liked now',
  'De que mais gente gostou nos últimos dias',
  'What most people have liked lately',
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
    `O que mais combina com ${title}, na ordem do seu gosto`,
    `What goes best with ${title}, in the order of your taste`,
  );
}

/** share: of the films that the person likes. */
export function groupRow(name: Text, share: number): RowText {
  const shown = percent(share);
  return row(
    name.pt,
    name.en,
    `${shown}% dos filmes de que você gostou são assim`,
    `${shown}% of the films you liked are like this`,
  );
}

/** For somebody of whom nothing is known. */
export function likedGroup(name: Text): RowText {
  return row(name.pt, name.en, 'Um dos grupos de que mais gente gosta', 'One of the groups that most people like');
}

export function somethingElse(name: Text): RowText {
  return row(
    `Outra coisa: ${name.pt}`,
    `Something else: ${name.en}`,
    'Você quase não viu filmes assim; estes são os mais próximos do seu gosto',
    'You have hardly watched films like these; these come closest to your taste',
  );
}
