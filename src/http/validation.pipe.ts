import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { InvalidFields, Problem, type FieldError } from './problem';
import type { Text } from './language';

/** Checks queries and bodies against their classes; anything unknown or out of range is a 422 that names it. */
export function validationPipe(): ValidationPipe {
  return new BodyAndQueryPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => new InvalidFields(errors.flatMap(fieldErrors)),
  });
}

/** Memory for queries that were checked, in characters. */
const QUERIES_KEPT = 2 * 1024 * 1024;

class BodyMissing extends Problem {
  constructor() {
    super(400, 'requisicao-malformada', {
      pt: 'Falta o corpo, um objeto JSON com o cabeçalho Content-Type: application/json.',
      en: 'The body is missing, a JSON object with the header Content-Type: application/json.',
    });
  }
}

/** Whether a request may come without this body; the class says so in a static member of that name. */
function mayBeMissing(body: object | undefined): boolean {
  return body !== undefined && 'mayBeMissing' in body;
}

/**
 * Leaves path parameters to their own pipes: Nest's would turn "abc" and "1e3" into numbers before those see them.
 * Checking takes as long as all else that a request needs, and most queries are like one before: those that were in order
 * are remembered.
 */
class BodyAndQueryPipe extends ValidationPipe {
  private readonly checked = new LRUCache<string, object>({
    maxSize: QUERIES_KEPT,
    sizeCalculation: (_query, text) => 200 + text.length,
  });

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'param') return value;
    if (metadata.type === 'body' && value === undefined) {
      // Where every field may be left out, nothing else would tell of a body that got lost.
      if (!mayBeMissing(metadata.metatype)) throw new BodyMissing();
      return super.transform({}, metadata) as Promise<unknown>;
    }
    if (metadata.type !== 'query' || !metadata.metatype)
      return super.transform(gathered(value, metadata.metatype), metadata) as Promise<unknown>;
    const text = `${metadata.metatype.name} ${JSON.stringify(value)}`;
    const known = this.checked.get(text);
    if (known) return known;
    const query: unknown = await super.transform(gathered(value, metadata.metatype), metadata);
    // Shared from now on: nobody may change it.
    if (typeof query === 'object' && query !== null) this.checked.set(text, Object.freeze(query));
    return query;
  }
}

/** The field whose parts a class gathers: see {@link gathered}. */
export function gatheredField(metatype: object | undefined): string | null {
  return metatype && 'gathers' in metatype ? String(metatype.gathers) : null;
}

/**
 * A class may say in a static member `gathers` that fields whose names begin with one of its own and a point are parts of it,
 * whatever they are called: that one becomes a list of pairs of their names and values.
 */
function gathered(value: unknown, metatype: object | undefined): unknown {
  const field = gatheredField(metatype);
  if (field === null || typeof value !== 'object' || value === null) return value;
  const fields: [string, unknown][] = Object.entries(value);
  const isPart = ([name]: readonly [string, unknown]): boolean => name.startsWith(`${field}.`);
  // What comes both ways stays, and is refused by its name.
  if (field in value || !fields.some(isPart)) return value;
  const parts = fields.filter(isPart).map(([name, part]) => [name.slice(field.length + 1), part]);
  return Object.fromEntries([...fields.filter((one) => !isPart(one)), [field, parts]]);
}

/** What is wrong with each field, in both languages. */
export function fieldErrors(error: ValidationError): FieldError[] {
  if (error.children?.length)
    return error.children
      .flatMap(fieldErrors)
      .map((child) => ({ ...child, field: `${error.property}.${child.field}` }));
  return [{ field: error.property, message: messageOf(error) }];
}

export const unknownParameter: Text = { pt: 'parâmetro desconhecido', en: 'unknown parameter' };

function messageOf(error: ValidationError): Text {
  if (error.constraints && 'whitelistValidation' in error.constraints) return unknownParameter;
  const accepted = (Object.values(error.contexts ?? {}) as Text[]).at(0);
  return received(error.value, accepted ?? { pt: 'outro valor', en: 'another value' });
}

/** What is wrong with a value in whose place something else is taken. */
export function received(value: unknown, accepted: Text): Text {
  const [pt, en] = value === undefined ? ['(nada)', '(nothing)'] : [show(value), show(value)];
  return { pt: `recebeu ${pt}; aceita ${accepted.pt}`, en: `got ${en}; takes ${accepted.en}` };
}

/** A value as messages repeat it: its beginning will do. */
export function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
