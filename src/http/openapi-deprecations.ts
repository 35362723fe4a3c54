import type { OpenAPIObject } from '@nestjs/swagger';
import { DEPRECATION_EXTENSION } from './deprecated';
import { DEPRECATION_HEADER, SUNSET_HEADER } from './headers';
import { inBoth, type Text } from './language';
import { operationsOf } from './openapi-shapes';

interface Told {
  desde: string;
  ate: string;
  em_lugar: string;
}

const headers = {
  [DEPRECATION_HEADER]: {
    description: {
      pt: 'Desde quando esta rota está de saída: segundos desde 1970 depois de um @ (RFC 9745)',
      en: 'Since when this route is on its way out: seconds since 1970 behind an @ (RFC 9745)',
    },
    schema: { type: 'string', example: '@1803859200' },
  },
  [SUNSET_HEADER]: {
    description: {
      pt: 'Até quando, ao menos, ela responde (RFC 8594)',
      en: 'Until when, at least, it is answered (RFC 8594)',
    },
    schema: { type: 'string', example: 'Wed, 01 Sep 2027 00:00:00 GMT' },
  },
};

const sentence = ({ desde, ate, em_lugar }: Told): Text => ({
  pt: `De saída desde ${desde}: use \`${em_lugar}\`. Responde como antes até ${ate}, ao menos.`,
  en: `On its way out since ${desde}: use \`${em_lugar}\`. It answers as before until ${ate}, at least.`,
});

/** Says in the OpenAPI document of every route that will go since when, until when, and what takes its place. */
export function completeDeprecations(document: OpenAPIObject): OpenAPIObject {
  for (const [, operation] of operationsOf(document)) {
    const told = operation[DEPRECATION_EXTENSION] as Told | undefined;
    if (!told) continue;
    operation.deprecated = true;
    const { description } = operation;
    operation.description = inBoth((language) =>
      [sentence(told), description].flatMap((text) => text?.[language] ?? []).join('\n\n'),
    );
    for (const [status, response] of Object.entries(operation.responses))
      if (status.startsWith('2') && !('$ref' in response)) response.headers = { ...response.headers, ...headers };
  }
  return document;
}
