import type { Text } from '../../http/language';

/** The file cannot be used at all. The message is for people, in Portuguese; `text` has it in both languages. */
export class UnusableSource extends Error {
  constructor(readonly text: Text) {
    super(text.pt);
  }
}
