import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { InvalidFields } from './problem';
import { received } from './validation.pipe';

/**
 * The largest id that a client may choose for something new: ids given out stay far below it, and what is counted up to
 * must stay a whole number of JavaScript.
 */
export const LARGEST_CHOSEN_ID = 2 ** 52;

/** A positive whole number in a path. */
export class IdPipe implements PipeTransform<string, number> {
  transform(value: string, { data }: ArgumentMetadata): number {
    const id = Number(value);
    if (/^\d+$/.test(value) && id > 0 && Number.isSafeInteger(id)) return id;
    const accepted = {
      pt: `um número inteiro de 1 a ${Number.MAX_SAFE_INTEGER}`,
      en: `a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`,
    };
    throw new InvalidFields([{ field: data ?? 'id', message: received(value, accepted) }]);
  }
}
