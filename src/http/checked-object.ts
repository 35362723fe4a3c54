import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldError } from './problem';
import { fieldErrors, received } from './validation.pipe';

/**
 * A part of a body as its class has it, checked as a whole body is. field: where it stands in the body. What is wrong with it goes
 * to `errors`; the object is then not to be used.
 */
export function checkedObject<T extends object>(
  type: new () => T,
  value: unknown,
  field: string,
  errors: FieldError[],
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ field, message: received(value, { pt: 'um objeto', en: 'an object' }) });
    return new type();
  }
  const object = plainToInstance(type, value);
  const wrong = validateSync(object, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  errors.push(...wrong.flatMap(fieldErrors).map((error) => ({ ...error, field: `${field}.${error.field}` })));
  return object;
}
