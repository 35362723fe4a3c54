import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiProperty, type ApiPropertyOptions } from '../http/api-docs';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { NumberedTable } from '../database/dialect';
import type { Text } from '../http/language';
import { acceptedRef, refUpTo } from './accepted-ref';
import { LARGEST_CHOSEN_ID } from '../http/id.pipe';
import { identifierShape, InvalidIdentifier, parseIdentifier, parseNumber, type Ref } from './identifier';

/** The most ids elsewhere that one body gives a film or a person. */
const MOST_IDENTIFIERS = 50;

const examples = { filmes: 'imdb:tt0111161', usuarios: 'loja:ana' } as const;

const identifierSchema = { type: 'string', pattern: identifierShape, maxLength: 241 } as const;
const numberSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } as const;

/** A film or a person in text, in JSON Schema's words; several have commas between them. */
const refPattern = `[1-9]\\d{0,14}|${identifierShape.slice(1, -1)}`;
const oneOfSeveral = refPattern.replace('[^', '[^,');
export const refsPattern = `^(?:${oneOfSeveral})(?:,(?:${oneOfSeveral}))*$`;

/** What {@link parseIdentifier} gives; anything that is none stays as it is, to be told. */
function read(value: unknown, of: NumberedTable): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseIdentifier(value, of);
  } catch (error) {
    if (error instanceof InvalidIdentifier) return value;
    throw error;
  }
}

function isIdentifier(value: unknown, of: NumberedTable): boolean {
  if (typeof value !== 'string') return false;
  try {
    parseIdentifier(value, of);
    return true;
  } catch (error) {
    if (error instanceof InvalidIdentifier) return false;
    throw error;
  }
}

function isRef(value: unknown, of: NumberedTable, largest = Number.MAX_SAFE_INTEGER): boolean {
  return (Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= largest) || isIdentifier(value, of);
}

const check = (name: string, validate: (value: unknown) => boolean, accepted: Text): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => name } }, { context: accepted });

/** A film or a person in a JSON body: our number, or an id elsewhere. */
export function BodyRef(of: NumberedTable, schema: ApiPropertyOptions = {}): PropertyDecorator {
  return ref(of, Number.MAX_SAFE_INTEGER, schema);
}

/** The same of something that may be new. */
export function ChosenRef(of: NumberedTable, schema: ApiPropertyOptions): PropertyDecorator {
  return ref(of, LARGEST_CHOSEN_ID, schema);
}

function ref(of: NumberedTable, largest: number, schema: ApiPropertyOptions): PropertyDecorator {
  const oneOf = [{ ...numberSchema, maximum: largest }, { ...identifierSchema }];
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => read(value, of)),
    check('isRef', (value) => isRef(value, of, largest), refUpTo(largest)[of]),
    ApiProperty({ oneOf, example: examples[of], ...schema }),
  );
}

/** Films or people in a JSON body, or with commas between them in a query string. */
export function Refs(of: NumberedTable, most: number, where: 'body' | 'query'): PropertyDecorator {
  const accepted = {
    pt: `${where === 'body' ? 'uma lista de' : 'com vírgulas entre eles,'} até ${most}, cada um ${acceptedRef[of].pt}`,
    en: `${where === 'body' ? 'a list of' : 'with commas between them,'} up to ${most}, each ${acceptedRef[of].en}`,
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      const list = where === 'query' && typeof value === 'string' ? value.split(',').map(numberOrText) : value;
      // What is wrong is told as it came.
      return Array.isArray(list) && list.every((one) => isRef(one, of)) ? list.map((one) => read(one, of)) : value;
    }),
    check(
      'areRefs',
      (value) => Array.isArray(value) && value.length <= most && value.every((one) => isRef(one, of)),
      accepted,
    ),
  );
}

function numberOrText(text: string): Ref {
  return parseNumber(text) ?? text;
}

/** A film or a person in a query string: our number, or an id elsewhere. */
export function QueryRef(of: NumberedTable): PropertyDecorator {
  const toRef = ({ value }: { value: unknown }): unknown =>
    typeof value === 'string' ? (parseNumber(value) ?? read(value, of)) : value;
  return applyDecorators(
    Transform(toRef),
    check('isRef', (value) => isRef(value, of), acceptedRef[of]),
    // A text: clients that are made of a choice in an address are of little use.
    ApiProperty({ type: 'string', pattern: `^(?:${refPattern})$`, maxLength: 241, example: examples[of] }),
  );
}

/** An id elsewhere in a query string. */
export function QueryIdentifier(of: NumberedTable): PropertyDecorator {
  const accepted = { pt: `fonte:codigo, como ${examples[of]}`, en: `source:code, like ${examples[of]}` };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => read(value, of)),
    check('isIdentifier', (value) => isIdentifier(value, of), accepted),
    ApiProperty({ ...identifierSchema, example: examples[of] }),
  );
}

/** The ids elsewhere of a film or a person, in a JSON body. */
export function Identifiers(of: NumberedTable): PropertyDecorator {
  const accepted = {
    pt: `uma lista de até ${MOST_IDENTIFIERS} textos fonte:codigo, como ${examples[of]}`,
    en: `a list of up to ${MOST_IDENTIFIERS} texts source:code, like ${examples[of]}`,
  };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((one: unknown) => read(one, of)) : value,
    ),
    check(
      'areIdentifiers',
      (value) =>
        Array.isArray(value) && value.length <= MOST_IDENTIFIERS && value.every((one) => isIdentifier(one, of)),
      accepted,
    ),
    ApiProperty({
      type: 'array',
      required: false,
      items: { ...identifierSchema },
      maxItems: MOST_IDENTIFIERS,
      example: [examples[of]],
      description: {
        pt: 'Ids em outros lugares, cada um `fonte:codigo`; vale onde vale o id',
        en: 'Ids elsewhere, each one `source:code`; they stand wherever the id does',
      },
    }),
  );
}

/** A film or a person in a path, for the OpenAPI document. */
export function RefParam(name: string, of: NumberedTable): MethodDecorator {
  return ApiParam({
    name,
    schema: {
      // What generators call the type.
      title: of === 'filmes' ? 'FilmRef' : 'UserRef',
      oneOf: [{ ...numberSchema }, { ...identifierSchema }],
      example: of === 'filmes' ? 3 : 1,
    },
  });
}
