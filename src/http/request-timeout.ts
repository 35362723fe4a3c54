import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem';
import { sendProblem } from './problem-response';

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

/**
 * Let nobody hold a connection by sending slowly: a body must arrive within `milliseconds`. An upload may take longer,
 * as long as it does not pause for that time.
 */
export function limitRequestTime(app: NestExpressApplication, milliseconds: number): void {
  const server = app.getHttpServer() as { headersTimeout: number; requestTimeout: number };
  server.headersTimeout = milliseconds;
  // Node's own limit is one for all requests, uploads included, and says nothing to the client.
  server.requestTimeout = 0;
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.headers['transfer-encoding'] === undefined && request.headers['content-length'] === undefined) {
      next();
      return;
    }
    const expire = (): void => {
      if (response.headersSent) request.destroy();
      else {
        response.once('finish', () => request.destroy());
        sendProblem(request, response, new RequestTimeout(milliseconds / 1000));
      }
    };
    watch(request, response, milliseconds, expire);
    next();
  });
}

function watch(request: Request, response: Response, milliseconds: number, expire: () => void): void {
  if (request.is('multipart/form-data')) {
    request.setTimeout(milliseconds, expire);
    request.once('end', () => request.setTimeout(0));
    return;
  }
  const timer = setTimeout(expire, milliseconds);
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop).once('close', stop);
  response.once('finish', stop);
}
