import type { OpenAPIObject } from '@nestjs/swagger';
import { KEY_SCHEME, PUBLIC_SCOPE, SCOPE_EXTENSION } from './needs';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Says in the OpenAPI document of every route without a decorator what the guard does with it. */
export function completeAccess(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const method of methods) {
      const operation = path[method] as Record<string, unknown> | undefined;
      if (!operation) continue;
      const scope = (operation[SCOPE_EXTENSION] ??= method === 'get' ? PUBLIC_SCOPE : 'admin');
      // A key is sent where there is one: with PUBLIC_READ=false every read wants it.
      if (scope === PUBLIC_SCOPE) operation.security = [{}, { [KEY_SCHEME]: [] }];
    }
  return document;
}
