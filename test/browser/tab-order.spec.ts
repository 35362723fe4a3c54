import { withSqlite } from '../support/databases';
import { servePage } from '../support/page-server';
import { chromium, describeWith } from '../support/requirements';
import { startServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

/** More than any page has places to stop at. */
const MOST_STOPS = 250;

/** The focus goes on with each press of Tab; before the page begins and after it ends it is on the body. */
const nowhere = 'document.activeElement === document.body';

/** Where the focus is beside where it was: within the same field (a date has several), further on in the page, or before it. */
const step = `(() => {
  const before = globalThis.tabbed;
  const now = (globalThis.tabbed = document.activeElement);
  if (now === before) return 'within';
  return !before || before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING ? 'on' : 'back';
})()`;

describeWith(chromium, 'going through a page by Tab', () => {
  withSqlite('in a browser', (_, create) => {
    const { open } = servePage(async () => startServer(await create(trainedDemonstration)));

    it.each([
      ['', '.map-groups li'],
      ['/recomendacoes?usuario=1', '.recommendation'],
      ['/experimente', '.tile'],
      ['/regras', 'main form'],
      ['/modelo', '.quality'],
      ['/dados', '.data-rows li'],
      ['/chaves', '.key-list li'],
      ['/filmes/29?usuario=1', '.why-reasons li'],
    ])('%s stops at everything in the order in which it is read, and each has a name', async (path, ready) => {
      const page = await open(path, 'admin', { locale: 'en-GB' });
      await page.locator(ready).first().waitFor();
      // What has a role comes with it and its name, a summary as its text.
      const stops: string[] = [];
      for (let n = 0; n < MOST_STOPS; n++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate<boolean>(nowhere)) break;
        const went = await page.evaluate<'within' | 'on' | 'back'>(step);
        if (went === 'within') continue;
        const [stop] = (await page.locator(':focus').ariaSnapshot()).split('\n');
        stops.push(went === 'on' ? stop : `goes back to ${stop}`);
      }
      // The first leads over the navigation to what the page is for.
      expect(stops[0]).toBe('- link "Skip to content":');
      expect(stops.length).toBeGreaterThan(15);
      expect(stops.length).toBeLessThan(MOST_STOPS);
      expect(stops.filter((stop) => !/^- '?(\w+ ".+"|text: .+)/.test(stop))).toEqual([]);
    });
  });
});
