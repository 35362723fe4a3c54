import type { Server, ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { say } from '../config/language';

/** How long the server goes on as before while `/saude/pronta` says that it ends, in milliseconds. */
const UNREADY_MS = 1_000;
/** How long connections that are kept alive may stay after that: longer than our nginx keeps one that it does not use. */
const LEAVE_MS = 3_000;
/** A turn of the loop that takes no longer than this has answered nobody; there is one soon, under any load. In milliseconds. */
const QUIET_TURN_MS = { takes: 0.2, within: 1_000 };
/** Requests that take longer than this after the signal are cut off … */
const CUT_MS = 8_000;
/** … and whatever else holds the process up is given up. */
const GIVE_UP_MS = 9_500;

/**
 * Ends the server without dropping a request, of a proxy that is not told and sends nothing twice:
 *
 * 1. `/saude/pronta` is 503, so that who looks sends nothing more. All else goes on, over connections that are kept alive.
 * 2. It stops listening. A new connection is refused before anything is sent, so that a proxy may try elsewhere. Had the
 *    others been closed before, a proxy would be making new ones just now, and those not yet accepted would be lost.
 * 3. Answers say `Connection: close`, which lets busy clients end their connections themselves; those that are not used are
 *    ended by the proxy, or by us at the end: one may carry the next request at the very moment at which we close it.
 */
@Injectable()
export class GracefulShutdown implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('HTTP');
  private readonly unanswered = new Set<ServerResponse>();
  private begun = false;
  private closing = false;

  constructor(private readonly adapter: HttpAdapterHost) {}

  /** Whether the server is on its way down. */
  get underWay(): boolean {
    return this.begun;
  }

  /** A request has come … */
  begin(response: ServerResponse): void {
    if (this.closing) response.setHeader('Connection', 'close');
    this.unanswered.add(response);
  }

  /** … and is over. */
  end(response: ServerResponse): void {
    this.unanswered.delete(response);
  }

  /** Before anything else ends. */
  onModuleDestroy(): void {
    this.begun = true;
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    // Closed by a program, not by a signal: a test, which waits for its own requests.
    if (!signal) return;
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), CUT_MS).unref();
    setTimeout(() => {
      this.logger.error(
        say(
          'O encerramento demorou demais; o processo termina assim mesmo',
          'Shutting down took too long; the process ends all the same',
        ),
      );
      process.exit(1);
    }, GIVE_UP_MS).unref();
    await pause(UNREADY_MS);
    await stopListening(server);
    this.closing = true;
    for (const response of this.unanswered) if (!response.headersSent) response.setHeader('Connection', 'close');
    await connectionsEnd(server, LEAVE_MS);
  }
}

/**
 * Not by HTTP's own `close`, which ends connections that are idle as well. Those that have come and are not accepted yet are
 * lost with the socket: so it is closed right after a look for them, in a turn of the loop in which there was nothing else.
 */
async function stopListening(server: Server): Promise<void> {
  const deadline = performance.now() + QUIET_TURN_MS.within;
  for (let last = performance.now(); ;) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = performance.now();
    if (now - last < QUIET_TURN_MS.takes || now > deadline) break;
    last = now;
  }
  TcpServer.prototype.close.call(server);
}

async function connectionsEnd(server: Server, milliseconds: number): Promise<void> {
  const count = promisify(server.getConnections.bind(server));
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline && (await count()) > 0) await pause(20);
}
