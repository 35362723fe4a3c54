import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { holdRoom } from './busy';
import { Room } from './room';
import { senderOf } from './sender';

/** Requests answered at the same time: each may hold an answer of a megabyte that nobody fetches. */
const MOST = 256;
/** Of one address: a quarter, so that one alone keeps nobody out. */
const MOST_OF_ONE = 64;
/** Those that wait hold no more than their headers. */
const MOST_WAITING = 1000;
const PATIENCE_MS = 10_000;

/** What tells whether the server lives has to be answered when it is busiest. */
const alwaysAnswered = /^\/(saude\/|metrics$)/;

/** Bound the requests that are under way; more of them wait for a while, and still more are told to come back. Returns the room that they take. */
export function limitOpenRequests(app: NestExpressApplication): Room {
  const room = new Room({
    capacity: MOST,
    perSender: MOST_OF_ONE,
    waiting: MOST_WAITING,
    patience: PATIENCE_MS,
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (alwaysAnswered.test(request.path)) {
      next();
      return;
    }
    holdRoom(room, senderOf(request), response).then((isOpen) => {
      if (isOpen) next();
    }, next);
  });
  return room;
}
