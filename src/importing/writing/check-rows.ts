import { setImmediate } from 'node:timers/promises';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidRows, type RowError } from '../../http/problem';
import type { BodyRow } from '../../http/body-rows';
import { fieldErrors } from '../../http/validation.pipe';
import type { Accepted } from '../reading/rows';

/** Rows checked at a time: other requests get their turn in between. */
const AT_ONCE = 250;

/** The rows of a batch as their class has them. Throws InvalidRows that names all rows that cannot be taken. */
export async function checkRows<Row extends object>(
  type: ClassConstructor<Row>,
  rows: readonly BodyRow[],
): Promise<Accepted<Row>[]> {
  const accepted: Accepted<Row>[] = [];
  const errors: RowError[] = [];
  for (const [n, { row, value }] of rows.entries()) {
    if (n % AT_ONCE === AT_ONCE - 1) await setImmediate();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      errors.push({ row, message: { pt: 'não é um objeto JSON', en: 'is not a JSON object' } });
      continue;
    }
    const instance = plainToInstance(type, value);
    const found = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    errors.push(...found.flatMap(fieldErrors).map((error) => ({ ...error, row })));
    accepted.push({ line: row, text: '', row: instance });
  }
  if (errors.length > 0) throw new InvalidRows(errors);
  return accepted;
}
