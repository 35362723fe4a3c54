import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsArray } from 'class-validator';
import { searchText } from '../database/fold';
import { inBoth, type Text } from '../http/language';
import { InvalidFields } from '../http/problem';
import { storable } from '../http/storable-text';
import { received } from '../http/validation.pipe';
import { attributeName } from './attributes';
import type { Attributes } from './film-row';

/** What is asked of one attribute: one of some values, or a number in a range. */
export interface AttributeCondition {
  /** As it was asked for: `preco`, `preco_max`. */
  readonly asked: string;
  readonly name: string;
  readonly is: 'one of' | 'at least' | 'at most';
  readonly value: string | number;
}

/** What documentation says of them where they stand in an address. */
export const ATTRIBUTES_IN_ADDRESS: Text = {
  pt:
    'Filtra também por `atributos`: `atributos.prateleira=B3` (sem olhar acentos e maiúsculas; vários com vírgulas; em listas, um ' +
    'deles), e por números `atributos.preco_min=5`, `atributos.preco_max=20`. Quem não tem o atributo fica fora.',
  en:
    'Filters by `atributos` too: `atributos.prateleira=B3` (without regard to accents and case; several with commas; of lists, one ' +
    'of them), and by numbers `atributos.preco_min=5`, `atributos.preco_max=20`. Films without the attribute are left out.',
};

/** The same after what else is said of a route. */
export const withAttributes = (text: Text): Text =>
  inBoth((language) => `${text[language]} ${ATTRIBUTES_IN_ADDRESS[language]}`);

const MOST_CONDITIONS = 20;
const LONGEST_VALUE = 200;

const range = /^(.+)_(min|max)$/s;
const plainNumber = /^-?\d{1,16}(\.\d{1,20})?$/;

const accepted = {
  list: {
    pt: `até ${MOST_CONDITIONS} atributos, como atributos.prateleira=B3 e atributos.preco_max=20`,
    en: `up to ${MOST_CONDITIONS} attributes, like atributos.prateleira=B3 and atributos.preco_max=20`,
  },
  name: {
    pt: 'um nome de letras, algarismos, _ e -, até 60',
    en: 'a name of letters, digits, _ and -, up to 60',
  },
  number: { pt: 'um número', en: 'a number' },
  value: {
    pt: `um texto de 1 a ${LONGEST_VALUE} caracteres`,
    en: `text of 1 to ${LONGEST_VALUE} characters`,
  },
} satisfies Record<string, Text>;

/** Conditions on attributes: pairs of names and values, or an object of them. */
export function AttributeConditions(): PropertyDecorator {
  return applyDecorators(
    // The value would come without what all objects have; what is wrong is told by the name of its attribute.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => conditionsOf(obj[key])),
    IsArray(),
  );
}

function conditionsOf(given: unknown): AttributeCondition[] {
  if (typeof given !== 'object' || given === null) throw invalid('atributos', given, accepted.list);
  const pairs: unknown[] = Array.isArray(given) ? given : Object.entries(given);
  if (pairs.length === 0 || pairs.length > MOST_CONDITIONS || !pairs.every(isPair))
    throw invalid('atributos', given, accepted.list);
  // In one order: the same is then asked, however it was written.
  return pairs.map(([asked, value]) => conditionOf(asked, value)).sort((a, b) => (a.asked < b.asked ? -1 : 1));
}

const isPair = (one: unknown): one is [string, unknown] =>
  Array.isArray(one) && one.length === 2 && typeof one[0] === 'string';

function conditionOf(asked: string, value: unknown): AttributeCondition {
  const [, ranged, end] = range.exec(asked) ?? [null, null, null];
  const name = ranged ?? asked;
  const field = `atributos.${asked}`;
  if (!attributeName.test(name)) throw invalid(field, name, accepted.name);
  if (end !== null) {
    const number = typeof value === 'string' && plainNumber.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw invalid(field, value, accepted.number);
    return { asked, name, is: end === 'min' ? 'at least' : 'at most', value: number };
  }
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_VALUE || !storable.test(text))
    throw invalid(field, value, accepted.value);
  return { asked, name, is: 'one of', value: text.trim() };
}

function invalid(field: string, value: unknown, accepted: Text): InvalidFields {
  return new InvalidFields([{ field, message: received(value, accepted) }]);
}

/** Whether the attributes of a film are as asked; of a list one is enough. */
export function meets({ name, is, value }: AttributeCondition): (attributes: Attributes | null) => boolean {
  const fits =
    is === 'one of'
      ? oneOf(String(value))
      : (one: unknown): boolean =>
          typeof one === 'number' && (is === 'at least' ? one >= Number(value) : one <= Number(value));
  return (attributes) => {
    if (attributes === null || !Object.hasOwn(attributes, name)) return false;
    const own = attributes[name];
    return Array.isArray(own) ? own.some(fits) : fits(own);
  };
}

function oneOf(values: string): (one: unknown) => boolean {
  // A value may have a comma itself.
  const wanted = [values, ...values.split(',')].map((value) => value.trim()).filter((value) => value !== '');
  const texts = new Set(wanted.map(searchText));
  const numbers = new Set(wanted.filter((value) => plainNumber.test(value)).map(Number));
  const words = new Set(wanted.map((value) => value.toLowerCase()));
  // Many films have the same.
  const known = new Map<string, boolean>();
  return (one) => {
    if (typeof one === 'number') return numbers.has(one);
    if (typeof one !== 'string') return words.has(String(one));
    const before = known.get(one);
    if (before !== undefined) return before;
    const fits = texts.has(searchText(one));
    known.set(one, fits);
    return fits;
  };
}
