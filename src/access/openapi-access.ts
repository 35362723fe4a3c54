import type { OpenAPIObject } from '@nestjs/swagger';
import { addProblems, operationsOf } from '../http/openapi-shapes';
import { KEY_SCHEME, OPEN_SCOPE, PUBLIC_SCOPE, SCOPE_EXTENSION } from './required-scope';

/** Says in the OpenAPI document of every route what the guard does with it. */
export function completeAccess(document: OpenAPIObject): OpenAPIObject {
  for (const [method, operation] of operationsOf(document)) {
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
