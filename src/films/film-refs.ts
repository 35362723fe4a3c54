import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import { IsOptional } from 'class-validator';
import { Optional } from '../http/field-decorators';
import type { Text } from '../http/language';
import type { Ref } from '../identifiers/identifier';
import { Refs, refsPattern } from '../identifiers/ref-decorators';

/** The most films that a request names, … */
const MOST_IN_BODY = 1000;
/** … fewer in an address, whose length is limited. */
const MOST_IN_ADDRESS = 400;

const roles = {
  only: { description: { pt: 'Só estes filmes', en: 'Only these films' }, example: [3, 14, 'imdb:tt0111161'] },
  unwanted: { description: { pt: 'Filmes que não devem vir', en: 'Films that are not to come' }, example: [7, 12] },
  deleted: { description: { pt: 'Os filmes que saem', en: 'The films that go' }, example: [41, 42, 'imdb:tt0111161'] },
} satisfies Record<string, { description: Text; example: Ref[] }>;

/**
 * Films that a list is taken from, or that must not be in it, or that go: in a body a list, in an address with commas
 * between them. Those that go must be named.
 */
export function FilmRefs(role: keyof typeof roles, where: 'body' | 'query'): PropertyDecorator {
  const { description, example } = roles[role];
  return where === 'body'
    ? applyDecorators(
        ...(role === 'deleted' ? [] : [Optional()]),
        Refs('filmes', MOST_IN_BODY, 'body'),
        ApiProperty({
          required: role === 'deleted',
          type: 'array',
          items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
          maxItems: MOST_IN_BODY,
          example,
          description,
        }),
      )
    : applyDecorators(
        IsOptional(),
        Refs('filmes', MOST_IN_ADDRESS, 'query'),
        ApiPropertyOptional({
          type: 'string',
          pattern: refsPattern,
          maxLength: MOST_IN_ADDRESS * 17,
          example: example.join(','),
          description: {
            pt: `${description.pt}, até ${MOST_IN_ADDRESS}: ids, ou fonte:codigo, com vírgulas entre eles`,
            en: `${description.en}, up to ${MOST_IN_ADDRESS}: ids, or source:code, with commas between them`,
          },
        }),
      );
}
