import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem';
import { sendProblem } from './problem-response';

/** In milliseconds. */
const LONGEST_BETWEEN_CHECKS = 5_000;

class RequestTimeout extends Problem {
  constructor(seconds: number) {
    super(
      408,
      'tempo-esgotado',
      {
        pt: `O corpo não chegou inteiro em ${seconds} s.`,
        en: `The body did not arrive whole within ${seconds} s.`,
      },
      [],
      { Connection: 'close' },
    );
  }
}

/** What Node checks now and then, and has no type for; to be set before the server listens. */
type Timed = Server & { connectionsCheckingInterval: number };

/** A connection, with what Node notes on it: the answer that is under way. */
type Connection = Socket & { readonly _httpMessage?: ServerResponse | null };

/**
 * Let nobody hold a connection by being slow. Within `milliseconds` headers must arrive, and so must a body; an upload may
 * take longer, as long as it does not pause for that time. What is left of a body that was answered before it had arrived
 * is read on, and dropped, for as long; and for as long an answer may wait for a client that takes nothing of it.
 */
export function limitRequestTime(app: NestExpressApplication, milliseconds: number): void {
  const server = app.getHttpServer() as Timed;
  server.headersTimeout = milliseconds;
  server.connectionsCheckingInterval = Math.min(milliseconds, LONGEST_BETWEEN_CHECKS);
  // Node's own limit is one for all requests, uploads included, and says nothing to the client.
  server.requestTimeout = 0;
  server.setTimeout(milliseconds, (socket: Connection) => {
    // An answer that nobody takes, or a connection between two requests. An answer that is being made may be late, and what
    // has sent no headers yet is told so.
    if (socket.writableLength > 0 || (!socket._httpMessage && socket.bytesWritten > 0)) socket.destroy();
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.headers['transfer-encoding'] === undefined && request.headers['content-length'] === undefined) {
      next();
      return;
    }
    const { socket } = request;
    const expire = (): void => {
      // Not the request, which counts as closed once it is answered, whatever is still to come of it.
      if (response.headersSent) socket.destroy();
      else {
        response.once('finish', () => socket.destroy());
        sendProblem(request, response, new RequestTimeout(milliseconds / 1000));
      }
    };
    watch(request, response, milliseconds, expire);
    next();
  });
}

function watch(request: Request, response: Response, milliseconds: number, expire: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    clearTimeout(timer);
    timer = setTimeout(expire, milliseconds);
  };
  if (request.is('multipart/form-data')) {
    request.on('timeout', expire);
    request.once('end', () => request.off('timeout', expire));
  } else begin();
  const { socket } = request;
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop);
  socket.once('close', stop);
  request.once('end', () => socket.off('close', stop));
  response.once('finish', () => {
    if (!request.complete) begin();
  });
}
