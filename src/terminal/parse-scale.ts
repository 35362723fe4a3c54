import { InvalidArgumentError } from 'commander';
import { say } from '../config/language';

/** Top of a scale of ratings, as an option of a command gives it. Throws InvalidArgumentError. */
export function parseScale(text: string): number {
  const scale = Number(text.replace(',', '.'));
  if (!(scale > 0 && scale <= 1000))
    throw new InvalidArgumentError(
      say('é um número maior que 0, por exemplo 10.', 'it is a number above 0, for example 10.'),
    );
  return scale;
}

/** A scale as an option of a command gives it: its top, from 0 on, or both ends. Throws InvalidArgumentError. */
export function parseScaleRange(text: string): { from: number; to: number } {
  const ends = text.replaceAll(',', '.').split('..');
  if (ends.length === 1) return { from: 0, to: parseScale(text) };
  const [from, to] = ends.map((end) => (end.trim() === '' ? NaN : Number(end)));
  if (ends.length > 2 || !(from < to && from >= -1000 && to <= 1000))
    throw new InvalidArgumentError(
      say(
        'é a nota máxima, por exemplo 10, ou a menor e a maior, por exemplo 1..6.',
        'it is the highest rating, for example 10, or the lowest and the highest, for example 1..6.',
      ),
    );
  return { from, to };
}
