import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Optional } from '../http/field-decorators';
import type { Ref } from '../identifiers/identifier';
import { Refs, refsPattern } from '../identifiers/ref-decorators';

/** The most films that a request names, … */
const MOST_IN_BODY = 1000;
/** … fewer in an address, whose length is limited. */
const MOST_IN_ADDRESS = 400;

const roles = {
  only: { description: 'Só estes filmes', example: [3, 14, 'imdb:tt0111161'] },
  unwanted: { description: 'Filmes que não devem vir', example: [7, 12] },
  deleted: { description: 'Os filmes que saem', example: [41, 42, 'imdb:tt0111161'] },
} satisfies Record<string, { description: string; example: Ref[] }>;

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
          description: `${description}, até ${MOST_IN_ADDRESS}: ids, ou fonte:codigo, com vírgulas entre eles`,
        }),
      );
}
