import { InvalidArgumentError } from 'commander';

/** Top of a scale of ratings, as an option of a command gives it. Throws InvalidArgumentError. */
export function parseScale(text: string): number {
  const scale = Number(text.replace(',', '.'));
  if (!(scale > 0 && scale <= 1000)) throw new InvalidArgumentError('é um número maior que 0, por exemplo 10.');
  return scale;
}
