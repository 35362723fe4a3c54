import {
  applyDecorators,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ApiOkResponse } from './api-docs';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { Text } from './language';
import { linkHeader, nextLink } from './next-link';
import type { Page } from './page';

/** Answers a {@link Page}: the items are the body, where the list goes on and how long it is are headers. */
class PageInterceptor<Item> implements NestInterceptor<Page<Item>, readonly Item[]> {
  intercept(context: ExecutionContext, next: CallHandler<Page<Item>>): Observable<readonly Item[]> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map(({ items, next: cursor, total }) => {
        const response = http.getResponse<Response>();
        if (total !== undefined) response.set('X-Total-Count', String(total));
        if (cursor !== null) response.set('Link', nextLink(http.getRequest<Request>().originalUrl, cursor));
        return items;
      }),
    );
  }
}

/** The handler gives a {@link Page} of these. `total`: what X-Total-Count counts, where the page tells it. `others`: more headers. */
export function Paged(item: Type, total?: Text, others: object = {}): MethodDecorator {
  const counted = total === undefined ? {} : { 'X-Total-Count': { description: total, schema: { type: 'integer' } } };
  return applyDecorators(
    UseInterceptors(PageInterceptor),
    ApiOkResponse({ type: [item], headers: { ...linkHeader, ...counted, ...others } as never }),
  );
}
