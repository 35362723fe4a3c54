/**
 * npm run screenshots [-- folder]: the pictures of the page in docs/images, from the running application on the
 * demonstration data. RequiresScope a build, and Chromium (CHROMIUM_PATH, or Debian's).
 */
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '..');
const [folder = join(root, 'docs/images'), only = ''] = process.argv.slice(2);

/** What is done on each page before the picture is taken. */
const pages = {
  mapa: { path: '', steps: async () => undefined },
  filme: { path: '?filme=3&usuario=1', steps: async (page) => page.locator('.similar li').first().waitFor() },
  recomendacoes: {
    path: '/recomendacoes?usuario=1',
    steps: async (page) => {
      await page.locator('.taste li').first().waitFor();
      await page.locator('.reasons summary').first().click();
    },
  },
  experimente: {
    path: '/experimente',
    steps: async (page) => {
      for (const n of [0, 2, 4]) await page.locator('.tile').nth(n).click();
      // On a phone the list lies in a sheet below.
      await page.locator('.recommendation').first().waitFor({ state: 'attached' });
    },
  },
  grupos: { path: '/grupos', steps: async (page) => page.locator('.group').first().waitFor() },
  modelo: { path: '/modelo', steps: async (page) => page.locator('.quality').waitFor() },
  dados: { path: '/dados', steps: async (page) => page.locator('.data-rows li').first().waitFor() },
  chaves: { path: '/chaves', steps: async (page) => page.locator('.key-list li').first().waitFor() },
};

const looks = [
  { name: '', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { name: '-escuro', viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  { name: '-estreito', viewport: { width: 360, height: 740 }, colorScheme: 'light', isMobile: true, hasTouch: true },
];

/** Start the server on an empty folder; answers its address with the first key. */
function start(data) {
  const environment = { ...process.env, DATA_DIR: data, DATABASE_URL: '', PORT: '0', SEED: 'demo', RATE_LIMIT: '0' };
  const server = spawn(process.execPath, [join(root, 'dist/src/main.js')], { env: environment, cwd: data });
  const address = new Promise((found, failed) => {
    let output = '';
    const read = (chunk) => {
      output += chunk.toString();
      const [, url, key] = /(http:\S+)\/painel#chave=(\S+)/.exec(output) ?? [];
      if (url) found({ url, key });
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => failed(new Error(output)));
  });
  return { server, address };
}

/** The first model is trained in the background. */
async function trained(url) {
  while ((await fetch(`${url}/modelo`)).status !== 200) await new Promise((done) => setTimeout(done, 500));
}

const data = await mkdtemp(join(tmpdir(), 'centroide-pictures-'));
const { server, address } = start(data);
try {
  const { url, key } = await address;
  await trained(url);
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  for (const { name: look, ...options } of looks) {
    const context = await browser.newContext({ ...options, locale: 'pt-BR', reducedMotion: 'reduce' });
    for (const [name, { path, steps }] of Object.entries(pages)) {
      if (!`${name}${look}`.startsWith(only)) continue;
      const page = await context.newPage();
      await page.goto(`${url}/painel${path}#chave=${key}`);
      await steps(page);
      await page.waitForLoadState('networkidle');
      const file = join(folder, `painel-${name}${look}.png`);
      await page.screenshot({ path: file });
      console.log(file);
      await page.close();
    }
    await context.close();
  }
  await browser.close();
} finally {
  server.kill();
  await rm(data, { recursive: true, force: true });
}
