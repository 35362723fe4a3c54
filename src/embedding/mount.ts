import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Of an application on Express 5: its routes and what stands before them, in their order. */
interface Express {
  readonly use: (handler: Handler) => void;
  readonly router: { readonly stack: unknown[] };
}

/** What Nest gives a module to add middleware by. Its interface does not have all that its class has. */
interface HttpAdapter {
  getType(): string;
  getInstance(): unknown;
}

/** The HTTP adapter of the application whose module is configured with this. Throws Error where the application is not on Express. */
export function expressOf(consumer: object): Express {
  const { getHttpAdapter } = consumer as { getHttpAdapter?: () => HttpAdapter };
  const adapter = getHttpAdapter?.call(consumer);
  if (adapter?.getType() !== 'express')
    throw new Error(
      `CentroideModule: its routes need an application on Express, and this one is on ${adapter?.getType() ?? 'something else'}; ` +
        'with routes: false only RecommendationService is there',
    );
  return adapter.getInstance() as Express;
}

/**
 * Hand every request below a path over to a server that listens nowhere itself, before all that the application does with
 * requests: its parsers would take the bodies, its middleware is about routes of its own.
 */
export function mount(server: NestExpressApplication, prefix: string, express: Express): void {
  const http: Server = server.getHttpServer();
  express.use((request, response, next) => {
    // The whole address: the server takes the prefix off itself (see public-path.ts), and knows it for its links.
    if (isBelow(request.url ?? '', prefix)) http.emit('request', request, response);
    else next();
  });
  const { stack } = express.router;
  // Added last, since Nest has put its parsers there before modules have a say.
  stack.unshift(stack.pop());
}

function isBelow(url: string, prefix: string): boolean {
  return url.startsWith(prefix) && (url.length === prefix.length || /^[/?]/.test(url.slice(prefix.length)));
}
