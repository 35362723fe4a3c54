import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { Request } from 'express';
import { InvalidFields } from './problem';
import { unknownParameter } from './validation.pipe';

/**
 * Refuses parameters in the address of a route that takes none. Where a route takes some, their class tells which; a
 * handler without a `@Query()` has nothing that would look at them, and a name that is spelt wrong would go unnoticed.
 */
@Injectable()
export class NoQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const given = Object.keys(context.switchToHttp().getRequest<Request>().query);
    if (given.length === 0 || takesQuery(context)) return true;
    throw new InvalidFields(given.map((field) => ({ field, message: unknownParameter })));
  }
}

/** Nest keeps what a handler's parameters are made from under keys that begin with what it is. */
function takesQuery(context: ExecutionContext): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
