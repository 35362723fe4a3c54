import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Response } from 'express';

/** How long clients are told to go elsewhere before the server stops listening, in milliseconds. */
const DRAIN_MS = 1_000;
/** Requests that take longer than this after the signal are cut off … */
const CUT_MS = 8_000;
/** … and whatever else holds the process up is given up. */
const GIVE_UP_MS = 9_500;

/**
 * Ends the server without dropping a request. A connection that is kept alive may carry the next request at the very
 * moment it is closed; so on SIGTERM every answer says `Connection: close` for a while, which lets busy clients end
 * their connections themselves, and only then the server stops listening and closes what is idle.
 */
@Injectable()
export class GracefulShutdown implements BeforeApplicationShutdown {
  private readonly logger = new Logger('HTTP');
  private readonly unanswered = new Set<Response>();
  private begun = false;

  constructor(private readonly adapter: HttpAdapterHost) {}

  /** Whether the server is on its way down. */
  get underWay(): boolean {
    return this.begun;
  }

  /** A request has come … */
  begin(response: Response): void {
    if (this.begun) response.setHeader('Connection', 'close');
    this.unanswered.add(response);
  }

  /** … and is over. */
  end(response: Response): void {
    this.unanswered.delete(response);
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.begun = true;
    for (const response of this.unanswered) if (!response.headersSent) response.setHeader('Connection', 'close');
    // Closed by a program, not by a signal: a test, which waits for its own requests.
    if (!signal) return;
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), CUT_MS).unref();
    setTimeout(() => {
      this.logger.error('O encerramento demorou demais; o processo termina assim mesmo');
      process.exit(1);
    }, GIVE_UP_MS).unref();
    await pause(DRAIN_MS);
  }
}
