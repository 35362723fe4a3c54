import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Pace } from '../../access/heavy-work';
import { InvalidRows, type RowError } from '../../http/problem';
import type { BodyRow } from '../../http/body-rows';
import { fieldErrors } from '../../http/validation.pipe';
import type { Accepted } from '../reading/rows';

/** Rows checked at a time: other requests get their turn in between. */
const AT_ONCE = 50;

/** The rows of a batch as their class has them. Throws InvalidRows that names all rows that cannot be taken. */
export async function checkRows<Row extends object>(
  type: ClassConstructor<Row>,
  rows: readonly BodyRow[],
  pace: Pace,
): Promise<Accepted<Row>[]> {
  const accepted: Accepted<Row>[] = [];
  const errors: RowError[] = [];
  const check = ({ row, value }: BodyRow): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      errors.push({ row, message: { pt: 'não é um objeto JSON', en: 'is not a JSON object' } });
      return;
    }
    const instance = plainToInstance(type, value);
    const found = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    errors.push(...found.flatMap(fieldErrors).map((error) => ({ ...error, row })));
    accepted.push({ line: row, text: '', row: instance });
  };
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await pace(() => rows.slice(from, from + AT_ONCE).forEach(check));
  if (errors.length > 0) throw new InvalidRows(errors);
  return accepted;
}
