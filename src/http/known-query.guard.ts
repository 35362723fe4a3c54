import { Injectable, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { getMetadataStorage } from 'class-validator';
import type { Request } from 'express';
import { InvalidFields } from './problem';
import { gatheredField, unknownParameter } from './validation.pipe';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** Says whether a route takes a parameter of this name. */
type Takes = (name: string) => boolean;

/**
 * Refuses parameters in the address that a route does not take, before anything else is looked at: a handler without a
 * `@Query()` has nothing that would look at them, and of one with a body that is missing or wrong nobody would hear.
 */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  private readonly takes = new WeakMap<Handler, Takes>();

  canActivate(context: ExecutionContext): boolean {
    const given = Object.keys(context.switchToHttp().getRequest<Request>().query);
    if (given.length === 0) return true;
    const handler = context.getHandler();
    const takes = this.takes.get(handler) ?? takenBy(context);
    this.takes.set(handler, takes);
    const unknown = given.filter((name) => !takes(name));
    if (unknown.length === 0) return true;
    throw new InvalidFields(unknown.map((field) => ({ field, message: unknownParameter })));
  }
}

function takenBy(context: ExecutionContext): Takes {
  const classes = queryClasses(context);
  const names = new Set(
    classes.flatMap((one) =>
      getMetadataStorage()
        .getTargetValidationMetadatas(one, '', false, false)
        .map(({ propertyName }) => propertyName),
    ),
  );
  const prefixes = classes.flatMap((one) => gatheredField(one) ?? []).map((field) => `${field}.`);
  return (name) => names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Nest keeps what a handler's parameters are made from under keys that begin with what it is, and end with its place. */
function queryClasses(context: ExecutionContext): Type[] {
  const { name } = context.getHandler();
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object;
  const types = (Reflect.getMetadata('design:paramtypes', context.getClass().prototype as object, name) ??
    []) as Type[];
  return Object.keys(parameters)
    .filter((key) => key.startsWith(`${RouteParamtypes.QUERY}:`))
    .map((key) => types[Number(key.slice(key.indexOf(':') + 1))]);
}
