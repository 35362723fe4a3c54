import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidFields, type FieldError } from '../../http/problem';
import { fieldErrors, received } from '../../http/validation.pipe';
import type { Rule } from '../../rules/rule';
import { NewRuleBody } from '../../rules/rule.dto';
import type { RulesService } from '../../rules/rules.service';

/** Rules that came in a body and are not stored. Throws InvalidFields that name what is wrong with the first that are none. */
export async function triedRules(given: readonly unknown[], rules: RulesService): Promise<Rule[]> {
  const tried: Rule[] = [];
  for (const [n, value] of given.entries()) {
    const place = `regras.${n}`;
    try {
      tried.push(await rules.tried(bodyOf(value)));
    } catch (error) {
      if (!(error instanceof InvalidFields)) throw error;
      throw new InvalidFields(
        error.fields.map(({ field, message }) => ({ field: field ? `${place}.${field}` : place, message })),
      );
    }
  }
  return tried;
}

function bodyOf(value: unknown): NewRuleBody {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidFields([{ field: '', message: received(value, { pt: 'um objeto', en: 'an object' }) }]);
  const body = plainToInstance(NewRuleBody, value);
  const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
  const errors: FieldError[] = validateSync(body, options).flatMap(fieldErrors);
  if (errors.length > 0) throw new InvalidFields(errors);
  return body;
}
