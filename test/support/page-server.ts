import type { Browser, Page } from 'playwright-core';
import { closeClean, launchBrowser, openPage, type WatchedPage } from './browser';
import type { TestServer } from './server';

/** A server with its page in a browser, for all tests of a block; what a test opened is closed after it, and must have been clean. */
export function servePage(start: () => Promise<TestServer>) {
  let server: TestServer;
  let browser: Browser;
  const opened: WatchedPage[] = [];
  beforeAll(async () => {
    server = await start();
    browser = await launchBrowser();
  }, 180_000);
  afterEach(() => closeClean(opened));
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  return {
    server: () => server,
    /** What the test has opened so far: one that expects a complaint takes it out. */
    opened,
    /** A page below `/painel`, with a key of that scope. */
    open: async (
      path: string,
      scope: Parameters<TestServer['bearer']>[0],
      options?: Parameters<typeof openPage>[2],
    ): Promise<Page> => {
      const key = server.bearer(scope).replace('Bearer ', '');
      const watched = await openPage(browser, `${server.url}/painel${path}#chave=${key}`, options);
      opened.push(watched);
      return watched.page;
    },
  };
}
