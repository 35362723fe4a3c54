import {
  applyDecorators,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { DEPRECATION_HEADER, SUNSET_HEADER } from './headers';
import { momentOf } from './iso-time';

/** What is told of a route that will go. */
export interface Deprecation {
  /** The day from which on nobody should begin to use it, `2027-03-01`. */
  readonly since: string;
  /** The day until which it is answered at least. */
  readonly until: string;
  /** What takes its place, `GET /usuarios/{usuario_id}/recomendacoes`. */
  readonly instead: string;
}

/** Extension of the OpenAPI document that holds the {@link Deprecation}, in the names of the document. */
export const DEPRECATION_EXTENSION = 'x-descontinuada';

/** How long a route goes on after it was told to go, as docs/upgrading.md promises. In months. */
const PROMISED_MONTHS = 6;

/**
 * The route will go: it answers as before, and says so in `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), refusals by the
 * handler included; the document says so too. Throws when a day is none, or the end comes sooner than is promised.
 */
export function Deprecated({ since, until, instead }: Deprecation): MethodDecorator {
  const [began, end] = [dayOf(since), dayOf(until)];
  if (end < monthsAfter(began, PROMISED_MONTHS))
    throw new Error(`deprecated since ${since}, until ${until}: less than the ${PROMISED_MONTHS} months promised`);
  return applyDecorators(
    UseInterceptors(
      new DeprecationHeaders({
        [DEPRECATION_HEADER]: `@${began / 1000}`,
        [SUNSET_HEADER]: new Date(end).toUTCString(),
      }),
    ),
    ApiExtension(DEPRECATION_EXTENSION, { desde: since, ate: until, em_lugar: instead }),
  );
}

class DeprecationHeaders implements NestInterceptor<unknown, unknown> {
  constructor(private readonly headers: Readonly<Record<string, string>>) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    context.switchToHttp().getResponse<Response>().set(this.headers);
    return next.handle();
  }
}

/** Its beginning, UTC, in milliseconds since 1970. */
function dayOf(text: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? momentOf(text) : null;
  if (moment === null) throw new Error(`"${text}" is no day, as 2027-03-01 is`);
  return moment;
}

function monthsAfter(moment: number, months: number): number {
  const day = new Date(moment);
  return day.setUTCMonth(day.getUTCMonth() + months);
}
