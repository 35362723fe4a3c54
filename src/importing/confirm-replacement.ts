import type { Database } from '../database/database';
import { UnusableSource } from './reading/unusable-source';
import { holdsNothing, inWords, totalsOf } from './writing/totals';
import { inBoth, say } from '../config/language';
import { canAsk, saysYes } from '../terminal/ask';

/** Nobody said yes. */
class NotConfirmed extends UnusableSource {}

/**
 * Ask on the terminal whether what is there may go. Without a terminal nobody can be asked, so that it has to be said
 * beforehand, whatever is there. Throws NotConfirmed.
 */
export async function confirmReplacement(database: Database, name: string): Promise<void> {
  const there = await totalsOf(database);
  const going = inBoth((language) =>
    language === 'pt' ? `Em ${name} há ${inWords(there)}` : `In ${name} there are ${inWords(there, 'en')}`,
  );
  if (!canAsk())
    throw new NotConfirmed({
      pt: `${going.pt}.\nSem um terminal em que perguntar, --substituir pede --sim. Nada mudou.`,
      en: `${going.en}.\nWithout a terminal to ask on, --replace wants --yes. Nothing has changed.`,
    });
  if (holdsNothing(there)) return;
  if (!(await saysYes(say(`${going.pt}. Substituir tudo? [s/N] `, `${going.en}. Replace all of it? [y/N] `))))
    throw new NotConfirmed({ pt: 'Nada mudou.', en: 'Nothing has changed.' });
}
