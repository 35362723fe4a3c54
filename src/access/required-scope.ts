import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Scope } from './scope';

/**
 * Who may call a route: holders of a key of some scope; anybody while the catalogue (`read`) or people (`person`) may be
 * read without one, and else any key; or anybody at all (`open`).
 */
export type Rule = Scope | 'read' | 'person' | 'open';

/** Metadata key of a route's {@link Rule}. */
export const RULE = 'centroide:rule';

/** Name of the security scheme in the OpenAPI document. */
export const KEY_SCHEME = 'chave';

/** Extension of the OpenAPI document that says which scope a route needs. */
export const SCOPE_EXTENSION = 'x-escopo';

/** Its value on routes that need a key only when PUBLIC_READ=false. */
export const PUBLIC_SCOPE = 'público';

/** Its value on routes that never need one, and have no limit. */
export const OPEN_SCOPE = 'livre';

/** The route needs a key of this scope. Without a decorator GET is a public read, and everything else needs `admin`. */
export function RequiresScope(scope: Scope): MethodDecorator {
  return applyDecorators(SetMetadata<string, Rule>(RULE, scope), ApiExtension(SCOPE_EXTENSION, scope));
}

/** The route only reads, whatever its method: open like every GET, unless PUBLIC_READ=false. */
export function PublicRead(): MethodDecorator {
  return applyDecorators(SetMetadata<string, Rule>(RULE, 'read'), ApiExtension(SCOPE_EXTENSION, PUBLIC_SCOPE));
}

/** The route reads what is made of one person: with a key, and without one only where PUBLIC_READ=true. */
export function ReadsPerson(): MethodDecorator {
  return applyDecorators(SetMetadata<string, Rule>(RULE, 'person'), ApiExtension(SCOPE_EXTENSION, 'leitura'));
}

/** The route is for machines that watch the server: no key, no limit. */
export function AlwaysOpen(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata<string, Rule>(RULE, 'open'), ApiExtension(SCOPE_EXTENSION, OPEN_SCOPE));
}
