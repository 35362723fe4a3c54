import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import { InvalidFields, Problem, type FieldError } from './problem';
import type { Text } from './text';

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

class BodyMissing extends Problem {
  constructor() {
    super(400, 'requisicao-malformada', {
      pt: 'Falta o corpo, um objeto JSON com o cabeçalho Content-Type: application/json.',
      en: 'The body is missing, a JSON object with the header Content-Type: application/json.',
    });
  }
}

/** Leaves path parameters to their own pipes: Nest's would turn "abc" and "1e3" into numbers before those see them. */
class BodyAndQueryPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Where every field may be left out, nothing else would tell of a body that got lost.
    if (metadata.type === 'body' && value === undefined) throw new BodyMissing();
    return metadata.type === 'param' ? Promise.resolve(value) : super.transform(value, metadata);
  }
}

/** What is wrong with each field, in both languages. */
export function fieldErrors(error: ValidationError): FieldError[] {
  if (error.children?.length)
    return error.children
      .flatMap(fieldErrors)
      .map((child) => ({ ...child, field: `${error.property}.${child.field}` }));
  return [{ field: error.property, message: messageOf(error) }];
}

function messageOf(error: ValidationError): Text {
  if (error.constraints && 'whitelistValidation' in error.constraints)
    return { pt: 'parâmetro desconhecido', en: 'unknown parameter' };
  const accepted = (Object.values(error.contexts ?? {}) as Text[]).at(0);
  const value = show(error.value);
  return {
    pt: `recebeu ${value}; aceita ${accepted?.pt ?? 'outro valor'}`,
    en: `got ${value}; takes ${accepted?.en ?? 'another value'}`,
  };
}

function show(value: unknown): string {
  if (value === undefined) return '(nada)';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A positive whole number in a path. */
export class IdPipe implements PipeTransform<string, number> {
  transform(value: string, { data }: ArgumentMetadata): number {
    const id = Number(value);
    if (/^\d+$/.test(value) && id > 0 && Number.isSafeInteger(id)) return id;
    const shown = show(value);
    throw new InvalidFields([
      {
        field: data ?? 'id',
        message: {
          pt: `recebeu ${shown}; aceita um número inteiro de 1 a ${Number.MAX_SAFE_INTEGER}`,
          en: `got ${shown}; takes a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`,
        },
      },
    ]);
  }
}
