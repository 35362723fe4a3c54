import { applyDecorators, Injectable, Sse, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { holdRoom } from './busy';
import { senderOf } from './sender';
import { Room } from './room';

/** Streams of events that are open at the same time, and of one address: they are among the requests under way. */
const MOST = 64;
const MOST_OF_ONE = 8;

/** Bounds the streams, which stay open for as long as the client likes. */
@Injectable()
class StreamLimit implements CanActivate {
  private readonly room = new Room({ capacity: MOST, perSender: MOST_OF_ONE, waiting: 0, patience: 0 });

  /** Throws TooManyAtOnce, ServerBusy. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await holdRoom(this.room, senderOf(http.getRequest<Request>()), http.getResponse<Response>());
    return true;
  }
}

/** A route that tells events as they happen (Server-Sent Events). */
export function EventStream(path: string): MethodDecorator {
  return applyDecorators(Sse(path), UseGuards(StreamLimit));
}
