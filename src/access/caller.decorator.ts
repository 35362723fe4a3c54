import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { identityOf, type Identity } from './identity';

/** Parameter of a handler: who came with the request, an {@link Identity}; null when neither key nor token did. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Identity | null =>
  identityOf(context.switchToHttp().getRequest<Request>()),
);
