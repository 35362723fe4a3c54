import { z } from 'zod';
import type { NumberedTable } from '../database/dialect';
import type { Text } from '../http/language';
import { InvalidFields, type FieldError } from '../http/problem';
import { storable } from '../http/storable-text';
import { show, unknownParameter } from '../http/validation.pipe';
import { acceptedRef } from '../identifiers/accepted-ref';

/**
 * Parameters of tools: what a model reads of each, and what it takes in both languages, told as the API tells it of its own
 * fields (http/field-decorators.ts).
 */
const accepted = z.registry<Text>();

function takes<Schema extends z.ZodType>(schema: Schema, description: string, text: Text): Schema {
  const described = schema.describe(description);
  accepted.add(described, text);
  return described;
}

export function wholeNumber(min: number, max: number, description: string) {
  return takes(z.int().min(min).max(max), description, {
    pt: `um número inteiro de ${min} a ${max}`,
    en: `a whole number from ${min} to ${max}`,
  });
}

export function decimal(min: number, max: number, description: string) {
  return takes(z.number().min(min).max(max), description, {
    pt: `um número de ${min} a ${max}`,
    en: `a number from ${min} to ${max}`,
  });
}

const LONGEST_TEXT = 200;

export function text(description: string) {
  const schema = z
    .string()
    .min(1)
    .max(LONGEST_TEXT)
    .refine((value) => value.trim() !== '' && storable.test(value));
  return takes(schema, description, {
    pt: `um texto de 1 a ${LONGEST_TEXT} caracteres`,
    en: `text of 1 to ${LONGEST_TEXT} characters`,
  });
}

export function flag(description: string) {
  return takes(z.boolean(), description, { pt: 'true ou false', en: 'true or false' });
}

export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]], description: string) {
  return takes(z.enum(words), description, { pt: words.join(', '), en: words.join(', ') });
}

/** In characters: the longest source and code, with a colon between them. */
const LONGEST_REF = 241;

/** A film or a person: by our number, or by an id elsewhere. Which it is, and whether it is any, is looked at later. */
export function ref(of: NumberedTable, description: string) {
  return takes(z.union([z.int().min(1), z.string().min(1).max(LONGEST_REF)]), description, acceptedRef[of]);
}

/** A number or a text, as {@link ref} takes it. */
export type GivenRef = number | string;

export function list<Item extends z.ZodType>(item: Item, most: number, description: string) {
  return takes(z.array(item).max(most), description, {
    pt: `uma lista de até ${most}`,
    en: `a list of up to ${most}`,
  });
}

/** The parameters that a tool was given, as it describes them. Throws InvalidFields that names what is wrong with each. */
export function checked<Schema extends z.ZodObject>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => errorsOf(schema, given, issue));
  // Of one field, one is enough: all say what it takes.
  throw new InvalidFields([...new Map(errors.map((error) => [error.field, error])).values()]);
}

function errorsOf(schema: z.ZodType, given: unknown, issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: unknownParameter }));
  const value = path.reduce(inside, given);
  const { pt, en } = acceptedAt(schema, path);
  const got =
    value === undefined
      ? { pt: 'falta', en: 'is missing' }
      : { pt: `recebeu ${show(value)}`, en: `got ${show(value)}` };
  const message = { pt: `${got.pt}; aceita ${pt}`, en: `${got.en}; takes ${en}` };
  return [{ field: path.join('.'), message }];
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** What is taken at a place: of what is not described itself, what is around it. */
function acceptedAt(schema: z.ZodType, path: readonly string[]): Text {
  let found: Text = { pt: 'um objeto', en: 'an object' };
  let at: unknown = schema;
  for (const name of path) {
    if (at instanceof z.ZodObject) at = (at.shape as Readonly<Record<string, unknown>>)[name];
    else if (at instanceof z.ZodArray) at = at.element;
    if (at instanceof z.ZodOptional) at = at.unwrap();
    found = (at instanceof z.ZodType ? accepted.get(at) : undefined) ?? found;
  }
  return found;
}
