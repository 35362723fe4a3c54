import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from './api-docs';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { LAST_MOMENT, momentOf } from './iso-time';
import { addressShape, emailShape, filled, LONGEST_EMAIL, sameEmail, textUpTo, withoutControls } from './storable-text';
import type { Text } from './language';

/**
 * Decorators for fields of queries and bodies: class-validator's checks, each with what the field takes in both
 * languages (read by the exception factory in validation.pipe.ts), and the same in the OpenAPI document.
 */
const takes = (text: Text) => ({ context: text });

/** Adds to what the field's own ApiProperty says: the document cannot take more or less than the check does. */
const documented = (schema: ApiPropertyOptions) => ApiProperty(schema);

/** A whole number in a query string. */
export function QueryInteger(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número inteiro de ${min} a ${max}`, en: `a whole number from ${min} to ${max}` });
  return applyDecorators(
    Transform(numberFromText(plainInteger)),
    IsInt(accepted),
    Min(min, accepted),
    Max(max, accepted),
    documented({ type: 'integer', minimum: min, maximum: max }),
  );
}

/** A number in a JSON body; text that looks like a number is not one. */
export function BodyNumber(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número de ${min} a ${max}`, en: `a number from ${min} to ${max}` });
  return applyDecorators(
    IsNumber({ allowNaN: false, allowInfinity: false }, accepted),
    Min(min, accepted),
    Max(max, accepted),
    documented({ type: 'number', minimum: min, maximum: max }),
  );
}

/** A number in a query string, with decimals. */
export function QueryNumber(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número de ${min} a ${max}`, en: `a number from ${min} to ${max}` });
  return applyDecorators(
    Transform(numberFromText(plainDecimal)),
    IsNumber({}, accepted),
    Min(min, accepted),
    Max(max, accepted),
    documented({ type: 'number', minimum: min, maximum: max }),
  );
}

/** A text in a query string, of at most 100 characters, that something else takes. */
export function QueryText(accepts: (text: string) => boolean, accepted: Text): PropertyDecorator {
  return applyDecorators(
    ValidateBy({ name: 'accepted', validator: { validate: isAccepted(accepts) } }, takes(accepted)),
    documented({ type: 'string', maxLength: 100 }),
  );
}

/** Such texts, each by a parameter of its own; up to 30. */
export function QueryTexts(accepts: (text: string) => boolean, accepted: Text): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
    IsArray(takes(accepted)),
    ArrayMaxSize(30, takes(accepted)),
    ValidateBy({ name: 'accepted', validator: { validate: isAccepted(accepts) } }, { each: true, ...takes(accepted) }),
    documented({ type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 30 }),
  );
}

const isAccepted =
  (accepts: (text: string) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length <= 100 && accepts(value);

/** `true` or `false` in a query string. */
export function QueryFlag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsBoolean(takes({ pt: 'true ou false', en: 'true or false' })),
    documented({ type: 'boolean' }),
  );
}

/** Objects in a JSON body, which whoever reads them checks. */
export function ListOf(most: number): PropertyDecorator {
  const accepted = takes({ pt: `uma lista de até ${most} objetos`, en: `a list of up to ${most} objects` });
  return applyDecorators(IsArray(accepted), ArrayMaxSize(most, accepted));
}

/** An object in a JSON body, which whoever reads it checks. */
export function BodyObject(): PropertyDecorator {
  return IsObject(takes({ pt: 'um objeto', en: 'an object' }));
}

/** `true` or `false` in a JSON body. */
export function BodyFlag(): PropertyDecorator {
  return IsBoolean(takes({ pt: 'true ou false', en: 'true or false' }));
}

/** Decimal digits and nothing else: `Number` would take `0x10`, `1e3` and a space as well. */
const plainInteger = /^-?\d{1,16}$/;
const plainDecimal = /^-?\d{1,16}(\.\d{1,20})?$/;

/** Leaves what is no number as it is, so that the error can show what came. */
function numberFromText(shape: RegExp): (given: { value: unknown }) => unknown {
  return ({ value }) => (typeof value === 'string' && shape.test(value) ? Number(value) : value);
}

/** Text that is not empty; spaces around it do not count. */
export function ShortText(max = 200): PropertyDecorator {
  const accepted = takes({ pt: `um texto de 1 a ${max} caracteres`, en: `text of 1 to ${max} characters` });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(accepted),
    MinLength(1, accepted),
    Matches(textUpTo(max), accepted),
    documented({ type: 'string', minLength: 1, maxLength: max, pattern: filled.source }),
  );
}

/** A text that somebody else made up and nobody reads: printable ASCII without spaces. */
export function OpaqueText(min: number, max: number): PropertyDecorator {
  const shape = new RegExp(`^[!-~]{${min},${max}}$`);
  const accepted = takes({
    pt: `um texto de ${min} a ${max} letras, números e sinais, sem espaços nem acentos`,
    en: `text of ${min} to ${max} letters, digits and signs, without spaces or accents`,
  });
  return applyDecorators(
    IsString(accepted),
    Matches(shape, accepted),
    documented({ type: 'string', minLength: min, maxLength: max, pattern: shape.source }),
  );
}

/** One of a few words. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    IsIn(words, takes({ pt: words.join(', '), en: words.join(', ') })),
    documented({ type: 'string', enum: [...words] }),
  );
}

/** One or more of a few words in a JSON body, none twice. */
export function SomeOf(words: readonly string[]): PropertyDecorator {
  const accepted = takes({
    pt: `uma lista de um ou mais destes, cada um uma vez: ${words.join(', ')}`,
    en: `a list of one or more of these, each once: ${words.join(', ')}`,
  });
  return applyDecorators(
    IsArray(accepted),
    ArrayMinSize(1, accepted),
    ArrayUnique(accepted),
    IsIn(words, { each: true, ...accepted }),
    documented({
      type: 'array',
      items: { type: 'string', enum: [...words] },
      minItems: 1,
      maxItems: words.length,
      uniqueItems: true,
    }),
  );
}

/** The field may be left out. Unlike class-validator's IsOptional, null does not count as left out. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** The field may be left out, or be null. */
export function Nullable(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined && value !== null);
}

/** A whole number in a JSON body. */
export function BodyInteger(min: number, max: number): PropertyDecorator {
  const accepted = takes({ pt: `um número inteiro de ${min} a ${max}`, en: `a whole number from ${min} to ${max}` });
  return applyDecorators(
    IsInt(accepted),
    Min(min, accepted),
    Max(max, accepted),
    documented({ type: 'integer', minimum: min, maximum: max }),
  );
}

/** Several values in one text, with ", " between them; it may be empty. */
export function ListText(max: number): PropertyDecorator {
  const accepted = takes({
    pt: `um texto de até ${max} caracteres, com vírgulas entre os valores`,
    en: `text of up to ${max} characters, with commas between the values`,
  });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? separated(value) : value)),
    IsString(accepted),
    Matches(textUpTo(max), accepted),
    documented({ type: 'string', maxLength: max, pattern: withoutControls.source }),
  );
}

/** `a,b , c` becomes `a, b, c`: searching finds whole values by it. */
function separated(text: string): string {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
}

/** An email address, by its shape. */
export function EmailText(): PropertyDecorator {
  const accepted = takes({ pt: 'um endereço como ana@example.com', en: 'an address like ana@example.com' });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? sameEmail(value.trim()) : value)),
    IsString(accepted),
    Matches(textUpTo(LONGEST_EMAIL), accepted),
    Matches(emailShape, accepted),
    documented({ type: 'string', maxLength: LONGEST_EMAIL, pattern: emailShape.source }),
  );
}

/** An address of the web. */
export function WebAddress(max: number): PropertyDecorator {
  const accepted = takes({
    pt: `um endereço http:// ou https:// de até ${max} caracteres`,
    en: `an address of http:// or https:// of up to ${max} characters`,
  });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(accepted),
    Matches(textUpTo(max), accepted),
    Matches(addressShape, accepted),
    documented({ type: 'string', maxLength: max, pattern: addressShape.source }),
  );
}

/** Text that may be empty, without spaces around it. */
export function LongText(max: number): PropertyDecorator {
  const accepted = takes({ pt: `um texto de até ${max} caracteres`, en: `text of up to ${max} characters` });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(accepted),
    Matches(textUpTo(max), accepted),
    documented({ type: 'string', maxLength: max, pattern: withoutControls.source }),
  );
}

/** A JSON object that is kept as text: `toText` makes null of what is not taken. */
export function ObjectAsText(toText: (value: unknown) => string | null, taken: Text): PropertyDecorator {
  return applyDecorators(
    // A text is no object.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => {
      const value = obj[key];
      return typeof value === 'string'
        ? [value]
        : value === null || value === undefined
          ? value
          : (toText(value) ?? value);
    }),
    IsString(takes(taken)),
    documented({ type: 'object', additionalProperties: true }),
  );
}

/** A number would be taken for milliseconds, which no answer has. In its object it is none, and messages repeat it as it came. */
function momentIn(value: unknown): unknown {
  if (typeof value === 'string') return momentOf(value) ?? value;
  return typeof value === 'number' ? Object(value) : value;
}

/** A moment in ISO 8601 with its time zone, as answers have it; turned into milliseconds since 1970. */
export function Moment(): PropertyDecorator {
  const accepted = takes({
    pt: 'um momento como 2026-10-31T21:15:00.000Z, de 1970 a 2099',
    en: 'a moment like 2026-10-31T21:15:00.000Z, from 1970 to 2099',
  });
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => momentIn(value)),
    IsInt(accepted),
    Min(0, accepted),
    Max(LAST_MOMENT, accepted),
    documented({ type: 'string', format: 'date-time' }),
  );
}
