import type { Text } from '../../http/language';
import type { TakenFile } from './rows';
import { UnusableSource } from './unusable-source';

/** The files could be used if somebody said more of them. */
export class UnclearSource extends UnusableSource {
  constructor(
    text: Text,
    /** What was seen of them. */
    readonly files: readonly TakenFile[],
  ) {
    super(text);
  }
}
