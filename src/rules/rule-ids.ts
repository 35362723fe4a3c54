import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '../http/api-docs';
import { ValidateBy } from 'class-validator';
import type { Text } from '../http/language';

/** The most rules that are named together. */
export const MOST_NAMED = 20;

const accepted = {
  pt: `uma lista de até ${MOST_NAMED} números de regras`,
  en: `a list of up to ${MOST_NAMED} numbers of rules`,
};

/** Numbers of stored rules in a JSON body. */
export function RuleIds(description: Text): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      {
        name: 'ids',
        validator: {
          validate: (value: unknown) =>
            Array.isArray(value) &&
            value.length <= MOST_NAMED &&
            value.every((id) => Number.isSafeInteger(id) && (id as number) > 0),
          defaultMessage: () => 'ids',
        },
      },
      { context: accepted },
    ),
    ApiPropertyOptional({
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      maxItems: MOST_NAMED,
      example: [1],
      description,
    }),
  );
}
