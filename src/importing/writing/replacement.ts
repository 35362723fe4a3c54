import type { EntityManager } from 'typeorm';
import { forgetAnswersOfAll } from '../../access/forget-answers';
import { raiseCounter } from '../../database/counters';
import type { Database } from '../../database/database';
import { isConflict } from '../../database/database-errors';
import { BackupRefused } from '../../database/whole-file';
import type { Text } from '../../http/language';
import { askForTraining } from '../../jobs/ask-for-training';
import { UnusableSource } from '../reading/unusable-source';
import { DEMO_KEY } from './demo-mark';
import { holdsNothing, inWords, totalsOf, type Totals } from './totals';

/** A copy of what was there before it was replaced, or why there is none. */
export type Copied = { readonly path: string } | { readonly none: Text };

/** What a replacement is made with. */
export interface ReplaceOptions {
  /** Replace though hardly anything would land, and though no copy can be made. */
  readonly force?: boolean;
  /** Copy the database as others see it. Throws BackupRefused. */
  readonly copy?: () => Promise<Copied>;
}

/** What was there stays: it would have been replaced by next to nothing, or could not be copied. */
export class ReplacementRefused extends UnusableSource {}

export const HOW_TO_FORCE = {
  pt: 'Se é isso mesmo: --forcar (por HTTP, forcar=true).',
  en: 'If that is what you want: --force (by HTTP, forcar=true).',
};

/** In the order in which everybody takes what they write to (see locks.ts). */
const TABLES = ['filmes', 'usuarios', 'avaliacoes', 'eventos', 'exposicoes'];

/**
 * Delete everything and have `load` write what comes in its place, in one transaction: whatever ends it, there is all of
 * the one or all of the other. Others read what was there until it is committed, and wait to write. Numbers go on where
 * they were, and who was erased stays so. Null when there was nothing to copy. Throws ReplacementRefused.
 */
export function replaceEverything(
  database: Database,
  { force = false, copy }: ReplaceOptions,
  load: (transaction: EntityManager) => Promise<void>,
  alongside: (transaction: EntityManager, copied: Copied | null) => Promise<void>,
): Promise<Copied | null> {
  const { dialect } = database;
  return database.write(async (transaction) => {
    await dialect.lock(transaction, 'imports');
    await dialect.keepWritersOut(transaction, TABLES);
    const before = await totalsOf(transaction);
    for (const table of TABLES.toReversed()) await transaction.query(`DELETE FROM ${table}`);
    await transaction.query('DELETE FROM sistema WHERE chave = $1', [DEMO_KEY]);
    await forgetAnswersOfAll(transaction);
    await dialect.expectRows(transaction);
    await load(transaction).catch(onlyOnce);
    const after = await totalsOf(transaction);
    if (!force && isTooLittle(before, after)) throw new ReplacementRefused(refusal(before, after));
    const copied = copy && !holdsNothing(before) ? await copyUnlessForced(copy, force) : null;
    await beginGeneration(database, transaction);
    await alongside(transaction, copied);
    return copied;
  });
}

/** The files have been read and their rows counted: a transaction that gets so far is not tried again. */
function onlyOnce(error: unknown): never {
  throw isConflict(error) ? new Error((error as Error).message, { cause: error }) : error;
}

/**
 * Films are what all else hangs on: without any, nothing is there. Of each kind a tenth of what is there must come: a
 * catalogue without people, over ratings, is more likely the wrong file.
 */
export function isTooLittle(before: Totals, after: Totals): boolean {
  if (after.filmes === 0) return true;
  return (['filmes', 'usuarios', 'avaliacoes', 'eventos'] as const).some((kind) => after[kind] * 10 < before[kind]);
}

export function refusal(before: Totals, after: Totals): Text {
  return {
    pt:
      'Substituição recusada, e nada mudou: ' +
      (after.filmes === 0 ? 'nenhum filme entraria.' : 'entraria menos de um décimo do que há.') +
      `\n  há         ${inWords(before)}\n  entrariam  ${inWords(after)}\n${HOW_TO_FORCE.pt}`,
    en:
      'Replacement refused, and nothing has changed: ' +
      (after.filmes === 0 ? 'no film would land.' : 'less than a tenth of what is there would land.') +
      `\n  there is    ${inWords(before, 'en')}\n  would land  ${inWords(after, 'en')}\n${HOW_TO_FORCE.en}`,
  };
}

/** The copy is of what others see, which is what was there: nothing of the transaction is committed. */
async function copyUnlessForced(copy: () => Promise<Copied>, force: boolean): Promise<Copied> {
  try {
    return await copy();
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    const en = error.cause instanceof Error ? error.cause.message : error.message;
    if (force) return { none: { pt: `não pôde ser feita (${error.message})`, en: `it could not be made (${en})` } };
    throw new ReplacementRefused({
      pt:
        `Substituição recusada, e nada mudou: não se pôde copiar o que há (${error.message}).\n` +
        'Libere espaço, ou dê outra pasta em DATA_DIR. Sem cópia: --forcar (por HTTP, forcar=true).',
      en:
        `Replacement refused, and nothing has changed: what is there could not be copied (${en}).\n` +
        'Make room, or give another folder in DATA_DIR. Without a copy: --force (by HTTP, forcar=true).',
    });
  }
}

/**
 * What was made of the data before means nothing now: the model in use goes, for its film ids would mean other films, and
 * so does all that is kept by version. To be done last: each makes others wait until the transaction ends.
 */
async function beginGeneration({ dialect }: Database, transaction: EntityManager): Promise<void> {
  // Whoever activates a model holds this row, too.
  await raiseCounter(transaction, 'generation');
  await raiseCounter(transaction, 'catalogue');
  await raiseCounter(transaction, 'erasures');
  await transaction.query('DELETE FROM modelo_ativo');
  await dialect.notify(transaction, 'modelo');
  await askForTraining(transaction, dialect);
}
