import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { identityOf } from './identity';
import type { Identity } from './keys.service';

/** Parameter of a handler: whose key came with the request, an {@link Identity}; null when none did. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Identity | null =>
  identityOf(context.switchToHttp().getRequest<Request>()),
);
