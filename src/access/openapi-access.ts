import type { OpenAPIObject } from '@nestjs/swagger';
import { addProblems, operationsOf, type Operation } from '../http/openapi-shapes';
import { REPLAYED_HEADER } from '../http/headers';
import { IDEMPOTENCY_KEY } from './idempotency-key';
import { KEY_SCHEME, OPEN_SCOPE, PUBLIC_SCOPE, SCOPE_EXTENSION } from './required-scope';

/** Says in the OpenAPI document of every route what the guard does with it. */
export function completeAccess(document: OpenAPIObject): OpenAPIObject {
  for (const [method, operation] of operationsOf(document)) {
    if (operation.parameters?.some(({ name }) => name === IDEMPOTENCY_KEY)) tellOfReplays(operation);
    const scope = (operation[SCOPE_EXTENSION] ??= method === 'get' ? PUBLIC_SCOPE : 'admin');
    if (scope === OPEN_SCOPE) {
      operation.security = [];
      continue;
    }
    // The guard looks keys up in the database and counts requests before any route is asked.
    // And somebody may come with a token, which opens nothing but what is of its person.
    addProblems(operation, 401, 403, 429, 503);
    // A key is sent where there is one: with PUBLIC_READ=false every read wants it.
    operation.security = scope === PUBLIC_SCOPE ? [{}, { [KEY_SCHEME]: [] }] : [{ [KEY_SCHEME]: [] }];
  }
  return document;
}

/** Any answer of a request that was carried out may be one that was given before. */
function tellOfReplays({ responses }: Operation): void {
  for (const [status, response] of Object.entries(responses))
    if (status.startsWith('2') && !('$ref' in response))
      response.headers = {
        ...response.headers,
        [REPLAYED_HEADER]: {
          description: {
            pt: '`true`: o pedido com esta `Idempotency-Key` já tinha sido feito, e esta é a resposta de então',
            en: '`true`: the request with this `Idempotency-Key` had been carried out before, and this is the answer of then',
          },
          schema: { type: 'string', enum: ['true'] },
        },
      };
}
