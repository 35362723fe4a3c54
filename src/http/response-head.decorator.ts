import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';

/** What comes before the body of an answer. */
export type Head = Pick<Response, 'req' | 'status' | 'set' | 'vary'>;

/** Parameter of a handler: the {@link Head} of its answer, to set what only the handler knows; the body it returns. */
export const ResponseHead = createParamDecorator((_: unknown, context: ExecutionContext): Head =>
  context.switchToHttp().getResponse<Response>(),
);
