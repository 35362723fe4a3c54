import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** Takes a request from the server. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Have requests go to what `front` makes, which hands on to Express what it does not answer itself. */
export function putBeforeExpress(app: NestExpressApplication, front: (express: Handle) => Handle): void {
  const express = app.getHttpAdapter().getInstance() as unknown as Handle;
  const server: Server = app.getHttpServer();
  server.removeAllListeners('request').on('request', front(express));
}
