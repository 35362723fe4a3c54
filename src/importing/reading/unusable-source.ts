import type { Text } from '../../http/language';
import type { TakenFile } from './rows';

/** The file cannot be used at all. The message is for people, in Portuguese; `text` has it in both languages. */
export class UnusableSource extends Error {
  constructor(
    readonly text: Text,
    /** What was seen of it, for whoever can say more. */
    readonly files: readonly TakenFile[] = [],
  ) {
    super(text.pt);
  }
}
