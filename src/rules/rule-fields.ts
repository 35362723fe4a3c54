import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FilmFilter } from '../films/film-filter';
import { FilmFilterBody } from '../films/film-filter';
import { InvalidFields, type FieldError } from '../http/problem';
import { fieldErrors, received } from '../http/validation.pipe';
import type { QuotaFilms, RuleAction, RuleKind } from './rule';

/** What is said of a rule beside its name, film and times, by the names of the API: what is stored as JSON. */
export interface StoredFields {
  readonly onde: readonly string[];
  readonly posicao?: number;
  readonly filtro?: object;
  readonly fator?: number;
  readonly por?: string;
  readonly maximo?: number;
  readonly entre?: QuotaFilms;
  readonly parte?: number;
}

/** The fields that say what a rule of a kind does: it takes all of these, and none of the others'. */
export const fieldsOfKind = {
  fixar: ['filme_id', 'posicao'],
  levantar: ['filtro', 'fator'],
  enterrar: ['filtro', 'fator'],
  no_maximo: ['por', 'maximo'],
  cota: ['entre', 'parte'],
} as const satisfies Readonly<Record<RuleKind, readonly string[]>>;

/** All of them, each once. */
export const actionFields = [...new Set(Object.values(fieldsOfKind).flat())];

/** The least and the greatest factor; 1 would change nothing. */
export const LEAST_FACTOR = 0.01;
export const GREATEST_FACTOR = 100;

interface GivenFields extends Partial<StoredFields> {
  readonly tipo: RuleKind;
  readonly filme_id?: unknown;
  readonly de?: number | null;
  readonly ate?: number | null;
}

/** What is wrong with the fields of a rule beside each other; nothing where they are sound. */
export function fieldProblems(given: GivenFields): FieldError[] {
  const { tipo, fator, de, ate } = given;
  const own: readonly string[] = fieldsOfKind[tipo];
  const missing = own.filter((name) => given[name as keyof GivenFields] === undefined);
  const foreign = actionFields.filter((name) => given[name] !== undefined && !own.includes(name));
  const list = own.join(', ');
  return [
    ...missing.map((field) => ({
      field,
      message: {
        pt: `falta; uma regra de tipo ${tipo} pede ${list}`,
        en: `is missing; a rule of tipo ${tipo} takes ${list}`,
      },
    })),
    ...foreign.map((field) => ({
      field,
      message: {
        pt: `não é de uma regra de tipo ${tipo}, que pede ${list}`,
        en: `is not of a rule of tipo ${tipo}, which takes ${list}`,
      },
    })),
    ...(fator !== undefined && own.includes('fator') ? factorProblems(tipo, fator) : []),
    ...(typeof de === 'number' && typeof ate === 'number' && ate <= de
      ? [
          {
            field: 'ate',
            message: received(new Date(ate), { pt: 'um momento depois de `de`', en: 'a moment after `de`' }),
          },
        ]
      : []),
  ];
}

function factorProblems(kind: RuleKind, factor: number): FieldError[] {
  const lifts = kind === 'levantar';
  if (lifts ? factor > 1 : factor < 1) return [];
  const accepted = lifts
    ? { pt: `mais de 1, até ${GREATEST_FACTOR}`, en: `more than 1, up to ${GREATEST_FACTOR}` }
    : { pt: `de ${LEAST_FACTOR} até menos de 1`, en: `from ${LEAST_FACTOR} to less than 1` };
  return [
    {
      field: 'fator',
      message: {
        pt: `recebeu ${factor}; em ${kind} aceita um número ${accepted.pt}`,
        en: `got ${factor}; in ${kind} takes a number ${accepted.en}`,
      },
    },
  ];
}

/** The filter of a rule, from JSON. Throws InvalidFields that name its fields as parts of `filtro`. */
export function filterOf(given: object): FilmFilter {
  try {
    if (Object.keys(given).length === 0)
      throw new InvalidFields([
        { field: '', message: { pt: 'está vazio; aceita um filtro', en: 'is empty; takes a filter' } },
      ]);
    const filter = plainToInstance(FilmFilterBody, given);
    const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
    const errors = validateSync(filter, options).flatMap(fieldErrors);
    if (errors.length > 0) throw new InvalidFields(errors);
    return filter;
  } catch (error) {
    if (!(error instanceof InvalidFields)) throw error;
    throw new InvalidFields(
      error.fields.map(({ field, message }) => ({ field: field ? `filtro.${field}` : 'filtro', message })),
    );
  }
}

/** What a rule does, from fields in which nothing is wrong. Throws InvalidFields where its filter is none. */
export function actionOf(kind: RuleKind, filmId: number | null, fields: StoredFields): RuleAction {
  const { posicao = NaN, filtro = {}, fator = NaN, por = '', maximo = NaN, entre = 'novos', parte = NaN } = fields;
  switch (kind) {
    case 'fixar':
      return { kind, filmId: Number(filmId), place: posicao };
    case 'levantar':
    case 'enterrar':
      return { kind, filter: filterOf(filtro), factor: fator };
    case 'no_maximo':
      return { kind, by: por, most: maximo };
    case 'cota':
      return { kind, films: entre, share: parte };
  }
}
