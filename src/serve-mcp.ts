import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { KeyInvalid, TokenInvalid } from './access/access-problems';
import type { Identity } from './access/identity';
import { KeysService } from './access/keys.service';
import { looksLikeToken, PersonTokens } from './access/person-tokens';
import { AppModule } from './app.module';
import { say, terminalLanguage } from './config/language';
import type { Settings } from './config/settings';
import { Database } from './database/database';
import { Problem } from './http/problem';
import { McpOnDemand } from './mcp/mcp-on-demand';
import { createPino, logProcess, PinoLogger } from './observability/pino-logger';
import { seedWhereWanted } from './seed-where-wanted';

/** Whoever can start this on the database could as well read and write the database: nothing is kept from them. */
const whoeverRunsIt: Identity = { keyId: 0, name: 'centroide mcp', scope: 'admin' };

/**
 * Speak the Model Context Protocol over standard input and output until whoever is there ends it. All of the server but its
 * HTTP: it seeds and trains as one does. On standard output is the protocol and nothing else.
 */
export async function serveMcp(given: Settings): Promise<void> {
  const settings: Settings = { ...given, metricsPort: null, logTo: 'stderr' };
  const log = createPino(settings);
  logProcess(log);
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), {
    logger: new PinoLogger(log),
    abortOnError: false,
  });
  try {
    const identify = identifierOf(
      settings.mcpKey,
      app.get(KeysService, { strict: false }),
      app.get(PersonTokens, { strict: false }),
    );
    // A key that opens nothing is told at once, to whoever set it up.
    await identify();
    await seedWhereWanted(app.get(Database), settings);
    const underWay = new Set<Promise<unknown>>();
    const servers = await app.get(McpOnDemand, { strict: false }).servers();
    const server = servers.serverFor({
      language: terminalLanguage(),
      turn: (_weight, work) => {
        const turn = identify().then((caller) =>
          work({ caller, language: terminalLanguage(), pace: (piece) => Promise.resolve(piece()) }),
        );
        const settled = turn.then(
          () => undefined,
          () => undefined,
        );
        underWay.add(settled);
        void settled.finally(() => underWay.delete(settled));
        return turn;
      },
    });
    const ended = endOfConversation();
    await server.connect(new StdioServerTransport());
    await ended;
    // What was asked before the end is answered.
    while (underWay.size > 0) await Promise.all(underWay);
    await new Promise((resolve) => setImmediate(resolve));
    await server.close();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`CENTROIDE_KEY: ${say(error.text.pt, error.text.en)}`);
    process.exitCode = 1;
  } finally {
    await app.close();
  }
}

/** Looked up each time: a key may be revoked, and a token expire. */
function identifierOf(key: string | null, keys: KeysService, tokens: PersonTokens): () => Promise<Identity> {
  if (key === null) return () => Promise.resolve(whoeverRunsIt);
  const isToken = looksLikeToken(key);
  return async () => {
    const identity = isToken ? await tokens.identify(key) : await keys.identify(key);
    if (!identity) throw isToken ? new TokenInvalid() : new KeyInvalid();
    return identity;
  };
}

/** Resolves when the other side has closed standard input, or a signal says so. */
function endOfConversation(): Promise<unknown> {
  return Promise.race([
    once(process.stdin, 'end'),
    once(process.stdin, 'close'),
    once(process, 'SIGTERM'),
    once(process, 'SIGINT'),
  ]);
}
