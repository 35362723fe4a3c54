import type { IncomingMessage } from 'node:http';
import { applyDecorators, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiConsumes } from '@nestjs/swagger';
import type { Request } from 'express';
import { Problem } from './problem';

const ACCEPTS = 'centroide:accepts';
const usual: readonly string[] = ['application/json'];

/** The content types that a route takes, where it is not JSON alone. */
export function Accepts(...types: string[]): MethodDecorator {
  return applyDecorators(SetMetadata(ACCEPTS, types), ApiConsumes(...types));
}

/** Refuses a body of a type that the route does not take: it would be overlooked, and everything in it missing. */
@Injectable()
export class BodyTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (!hasBody(request)) return true;
    const types = this.reflector.get<string[] | undefined>(ACCEPTS, context.getHandler()) ?? usual;
    if (request.is([...types])) return true;
    throw new UnsupportedType(types);
  }
}

/** Whether something comes after the headers of a request. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

class UnsupportedType extends Problem {
  constructor(types: readonly string[]) {
    super(415, 'tipo-nao-suportado', {
      pt: `O corpo deve ser ${types.join(' ou ')}, dito no cabeçalho Content-Type.`,
      en: `The body must be ${types.join(' or ')}, as the Content-Type header says it.`,
    });
  }
}
