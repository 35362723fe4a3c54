import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Metadata key of {@link PersonPlace}. */
export const PERSON_PLACE = 'centroide:person-place';

/** Where a route names the person: a parameter of its path, or the body, whose people the handler checks by `PersonTokens.allowed`. */
export type PersonPlace = { readonly path: string } | 'body';

/** Extension of the OpenAPI document on routes that a token of a person opens. */
const TOKEN_EXTENSION = 'x-token';

/** The route is open to the token of the person whom this parameter of its path names. Without it no token opens a route. */
export function OpenToToken(parameter: string): MethodDecorator {
  return open({ path: parameter });
}

/** The route is open to tokens, and its handler sees to it that people in the body are the token's: `PersonTokens.allowed`. */
export function OpenToTokenInBody(): MethodDecorator {
  return open('body');
}

function open(place: PersonPlace): MethodDecorator {
  return applyDecorators(SetMetadata<string, PersonPlace>(PERSON_PLACE, place), ApiExtension(TOKEN_EXTENSION, true));
}
