import { createInterface } from 'node:readline';
import type { Database } from '../database/database';
import { UnusableSource } from './reading/unusable-source';
import { holdsNothing, inWords, totalsOf } from './writing/totals';
import { inBoth, say } from '../config/language';

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
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new NotConfirmed({
      pt: `${going.pt}.\nSem um terminal em que perguntar, --substituir pede --sim. Nada mudou.`,
      en: `${going.en}.\nWithout a terminal to ask on, --replace wants --yes. Nothing has changed.`,
    });
  if (holdsNothing(there)) return;
  if (
    !/^(s|sim|y|yes)$/i.test(
      (await ask(say(`${going.pt}. Substituir tudo? [s/N] `, `${going.en}. Replace all of it? [y/N] `))).trim(),
    )
  )
    throw new NotConfirmed({ pt: 'Nada mudou.', en: 'Nothing has changed.' });
}

/** What somebody answers; nothing, when they leave with Ctrl-C or Ctrl-D. */
function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question, resolve);
  }).finally(() => terminal.close());
}
