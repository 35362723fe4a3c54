import type { Text } from '../../http/language';
import { say } from '../../config/language';

/** The file cannot be used at all. The message is for whoever is at the terminal, `text` for anybody. */
export class UnusableSource extends Error {
  constructor(readonly text: Text) {
    super(say(text.pt, text.en));
  }
}
