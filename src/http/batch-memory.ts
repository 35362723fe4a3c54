import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LARGEST_BATCH, RowsTooLarge } from './body-rows';
import { holdRoom } from './busy';
import { senderOf } from './sender';
import { Room } from './room';

/**
 * Bytes of batches in flight, from before their bodies are read until they are answered: two of the largest. Each takes some
 * ten times as much memory while its rows are checked and written.
 */
const MOST = 2 * LARGEST_BATCH;
const MOST_WAITING = 32;
const PATIENCE_MS = 10_000;

/** Has the batch of a request wait, unread, until there is memory for it. */
@Injectable()
export class BatchMemory implements CanActivate {
  private readonly room = new Room({
    capacity: MOST,
    perSender: MOST,
    waiting: MOST_WAITING,
    patience: PATIENCE_MS,
  });

  /** Throws RowsTooLarge, TooManyAtOnce, ServerBusy. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    // Of a body whose length nobody tells, it may be the largest.
    const length = Number(request.headers['content-length'] ?? LARGEST_BATCH);
    if (length > LARGEST_BATCH) throw new RowsTooLarge();
    await holdRoom(this.room, senderOf(request), http.getResponse<Response>(), length);
    return true;
  }
}
