import type { OpenAPIObject } from '@nestjs/swagger';
import { DEPRECATION_EXTENSION } from './deprecated';
import { DEPRECATION_HEADER, SUNSET_HEADER } from './headers';
import { operationsOf } from './openapi-shapes';

const headers = {
  [DEPRECATION_HEADER]: {
    description: 'Desde quando esta rota está de saída: segundos desde 1970 depois de um @ (RFC 9745)',
    schema: { type: 'string', example: '@1803859200' },
  },
  [SUNSET_HEADER]: {
    description: 'Até quando, ao menos, ela responde (RFC 8594)',
    schema: { type: 'string', example: 'Wed, 01 Sep 2027 00:00:00 GMT' },
  },
};

/** Says in the OpenAPI document of every route that will go since when, until when, and what takes its place. */
export function completeDeprecations(document: OpenAPIObject): OpenAPIObject {
  for (const [, operation] of operationsOf(document)) {
    const told = operation[DEPRECATION_EXTENSION] as { desde: string; ate: string; em_lugar: string } | undefined;
    if (!told) continue;
    operation.deprecated = true;
    const sentence = `De saída desde ${told.desde}: use \`${told.em_lugar}\`. Responde como antes até ${told.ate}, ao menos.`;
    operation.description = operation.description ? `${sentence}\n\n${operation.description}` : sentence;
    for (const [status, response] of Object.entries(operation.responses))
      if (status.startsWith('2') && !('$ref' in response)) response.headers = { ...response.headers, ...headers };
  }
  return document;
}
