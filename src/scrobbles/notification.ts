import { finished } from 'node:stream';
import { applyDecorators, createParamDecorator, UseInterceptors, type ExecutionContext } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { Request } from 'express';
import { Accepts } from '../http/body-type.guard';
import { LARGEST_BODY } from '../http/largest-body';
import { assertPlainJson } from '../http/plain-json';
import { isPart, wrongField, type Part } from './scrobble';

/** A poster comes along, which nobody needs: it is read and dropped. Larger ones end the request. In bytes. */
const LARGEST_POSTER = 5 * 1024 * 1024;

/** A file on its way in. */
interface Incoming {
  readonly stream: NodeJS.ReadableStream;
}

type Done = (error: Error | null, stored?: object) => void;

/** Where multer puts files: nowhere. */
const nowhere = {
  _handleFile(_request: Request, { stream }: Incoming, done: Done): void {
    finished(stream, (error) => done(error ?? null, {}));
    stream.resume();
  },
  _removeFile(_request: Request, _file: object, done: Done): void {
    done(null);
  },
};

/** The route takes a form with JSON in a field and a picture beside it; with JSON in `others` as well, bodies of those types. */
export function TakesForm(...others: string[]): MethodDecorator {
  const limits = { files: 1, fileSize: LARGEST_POSTER, fields: 10, fieldSize: LARGEST_BODY };
  return applyDecorators(
    Accepts(...others, 'multipart/form-data'),
    UseInterceptors(AnyFilesInterceptor({ storage: nowhere, limits })),
  );
}

/**
 * Parameter of a handler: what a media server has sent, an object; it is the body or, of a form, JSON in this field. Throws
 * InvalidFields.
 */
export const Notification = createParamDecorator((field: string | undefined, context: ExecutionContext): Part => {
  const value = sentIn(context.switchToHttp().getRequest<Request>(), field);
  if (isPart(value)) return value;
  throw wrongField(field ?? 'corpo', value, { pt: 'um objeto JSON', en: 'a JSON object' });
});

/** The same, where it may be a list. */
export const Notifications = createParamDecorator(
  (_: unknown, context: ExecutionContext): Part | readonly unknown[] => {
    const value = sentIn(context.switchToHttp().getRequest<Request>());
    if (isPart(value)) return value;
    if (Array.isArray(value)) return value as unknown[];
    throw wrongField('corpo', value, { pt: 'um objeto JSON, ou uma lista', en: 'a JSON object, or a list' });
  },
);

function sentIn(request: Request, field?: string): unknown {
  const body = request.body as unknown;
  if (field === undefined || !request.is('multipart/form-data')) return body;
  const text = (body as Part | undefined)?.[field];
  if (typeof text !== 'string') return text;
  const value = parsed(text);
  // The parser of other bodies does so with theirs.
  assertPlainJson(value);
  return value;
}

/** What is no JSON stays as it is, to be told. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
