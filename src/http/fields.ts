import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { Text } from './text';

/**
 * Decorators for fields of queries and bodies: class-validator's checks, each with what the field takes in both
 * languages (read by the exception factory in validation.ts).
 */
const takes = (text: Text) => ({ context: text });

/** A whole number in a query string. */
export function QueryInteger(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número inteiro de ${min} a ${max}`, en: `a whole number from ${min} to ${max}` });
  return applyDecorators(Transform(numberFromText), IsInt(accepted), Min(min, accepted), Max(max, accepted));
}

/** A number in a JSON body; text that looks like a number is not one. */
export function BodyNumber(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número de ${min} a ${max}`, en: `a number from ${min} to ${max}` });
  return applyDecorators(
    IsNumber({ allowNaN: false, allowInfinity: false }, accepted),
    Min(min, accepted),
    Max(max, accepted),
  );
}

/** Leaves what is no number as it is, so that the error can show what came. */
function numberFromText({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
}

/** Text that is not empty; spaces around it do not count. */
export function ShortText(max = 200): PropertyDecorator {
  const accepted = takes({ pt: `um texto de 1 a ${max} caracteres`, en: `text of 1 to ${max} characters` });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(accepted),
    MinLength(1, accepted),
    MaxLength(max, accepted),
  );
}

/** One of a few words. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  return IsIn(words, takes({ pt: words.join(', '), en: words.join(', ') }));
}
