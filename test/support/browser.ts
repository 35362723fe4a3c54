import { readFileSync } from 'node:fs';
import type { Result } from 'axe-core';
import {
  chromium as launcher,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import { chromium } from './requirements';

export function launchBrowser(): Promise<Browser> {
  return launcher.launch({
    executablePath: chromium.path,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What shuts somebody out of a page: rules of axe, and where they are broken. Evaluated by the debugger: the policy of the page stops no test. */
export async function graveViolations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Result[]>('axe.run().then((found) => found.violations)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

/** Where to give a film stars; `inside`: in which part of the page. */
export function starsOf(inside: Page | Locator, title: string): Locator {
  const named = (name: string) => inside.getByRole('slider', { name: `${name} ${title}`, exact: true });
  return named('Sua nota para').or(named('Your rating of'));
}

/** Click on this many stars. */
export async function clickStars(stars: Locator, count: number): Promise<void> {
  const { width, height } = (await stars.boundingBox())!;
  await stars.click({ position: { x: (width * (count - 0.25)) / 5, y: height / 2 } });
}

/** A page that somebody watches: what it asked of others, and what it complained about. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses of another origin that the page asked. */
  readonly foreign: readonly string[];
  /** Uncaught errors, and errors written to the console. */
  readonly errors: string[];
}

/** Open a page in a context of its own: no storage is shared. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'pt-BR', reducedMotion: 'reduce', ...options });
  // A bound, not a measure: a page of Swagger takes half a minute to unfold a route where two runs share a processor.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (sent) => {
    if (!/^(data|blob):/.test(sent.url()) && new URL(sent.url()).origin !== new URL(url).origin)
      foreign.push(sent.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, foreign, errors };
}

/** Close pages that a test has opened, which must have asked nobody else and complained of nothing. */
export async function closeClean(opened: WatchedPage[]): Promise<void> {
  for (const { page, foreign, errors } of opened.splice(0)) {
    expect([page.url(), foreign, errors]).toEqual([page.url(), [], []]);
    await page.context().close();
  }
}
