import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Settings } from '../config/settings';
import { prefixOf } from '../http/public-path';

/** Where the page is served. */
const PATH = '/painel';

/** What Vite built: it lies beside the compiled sources. */
export const FOLDER = join(__dirname, '../../painel');

/** Names of files in here hold a hash of their content. */
const HASHED = '/assets/';

/** Serve the page: its files, and its start for every address that it makes up itself. */
export function setUpDashboard(app: NestExpressApplication, settings: Settings): void {
  app.use(PATH, contentPolicy(settings));
  app.useStaticAssets(FOLDER, { prefix: PATH, index: false, redirect: false, setHeaders: setCaching });
  app.use(PATH, start);
}

/** Everything from here, nothing inline; pictures also from where covers may come. */
function contentPolicy({ posterOrigins }: Settings) {
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...posterOrigins],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}

function setCaching(response: Response, path: string): void {
  const forever = path.includes(HASHED);
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function start(request: Request, response: Response, next: NextFunction): void {
  const { method, path } = request;
  if ((method !== 'GET' && method !== 'HEAD') || path.startsWith(HASHED)) {
    next();
    return;
  }
  readFile(join(FOLDER, 'index.html'), 'utf8').then(
    (page) =>
      response
        .set('Cache-Control', 'no-cache')
        .type('html')
        .send(startUnder(prefixOf(request), page)),
    next,
  );
}

/** It names its files from where it lies itself, and is served at other addresses too. From its head it knows the prefix. */
function startUnder(prefix: string, page: string): string {
  return page.replaceAll('="./', `="${prefix}${PATH}/`).replace('data-base=""', `data-base="${prefix}"`);
}
