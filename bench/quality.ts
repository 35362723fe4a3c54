/**
 * The quality of lists on every data set that is there, and on the demonstration: all parts of the score and all of it, beside
 * popularity, item kNN and EASE at their best, with intervals. Writes `docs/quality.md`.
 *
 *     npm run build && node dist/bench/quality.js [--only 'ml-latest-small, random'] [--output docs/quality.md]
 *
 * All of it takes hours; what is finished is kept in bench/.quality, and the next run goes on from there. Baselines are measured
 * anew when their files are deleted, ours whenever the engine has changed. With --only one set is measured, or those whose titles
 * begin so; the others stay on the page as they are, and are marked where they are of another engine.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Cells, engineDigest } from './quality/cells';
import { dataSets } from './quality/data-sets';
import { measureLines } from './quality/lines';
import { pageOf, type Section, sectionsOf } from './quality/page';
import { reportSet, titleOf, verdictTable } from './quality/report';

const PREFACE = `# Quality on other data sets

Printed by \`node dist/bench/quality.js\`: every data set that it finds (\`CENTROIDE_DATA\`, \`../shared/data\`) and the demonstration, each as it
is and as likes alone. Baselines and ours choose on training ratings; the figures are of held-out ones, with 95 % intervals over
the users (1,000 resamples, the same users on every line). Ours is the mean of three seeds. Net NDCG@10 counts a disliked film
(below 0.55 of the top) as minus one; "disliked in 10" is how many of them a list holds; AUC is how often a liked film scores
above a disliked one among those held out. Parts alone are without popularity for newcomers and without the films' mean ratings.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      output: { type: 'string', default: 'docs/quality.md' },
      cache: { type: 'string', default: 'bench/.quality' },
    },
  });
  const { sets, absent } = dataSets(resolve(process.env.CENTROIDE_DATA ?? '../shared/data'));
  for (const name of absent) console.error(`${name} is not there: skipped`);
  const cells = new Cells(resolve(values.cache));
  const engine = engineDigest();
  const titles = sets.map(titleOf);
  const kept = existsSync(values.output) ? sectionsOf(readFileSync(values.output, 'utf8')) : [];
  const measured: Section[] = [];
  const only = values.only ?? '';
  const asked = sets.filter((one) => (titles.includes(only) ? titleOf(one) === only : titleOf(one).startsWith(only)));
  for (const set of asked) {
    const lines = await measureLines(set, cells, engine, (text) =>
      console.error(`${new Date().toISOString()} ${text}`),
    );
    const section = { title: titleOf(set), engine, ...reportSet(set, lines, engine) };
    console.log(`\n### ${section.title}\n\n${section.text}\n\n${verdictTable(section.verdicts)}`);
    measured.push(section);
    const others = kept.filter(({ title }) => !measured.some((one) => one.title === title));
    writeFileSync(values.output, pageOf(PREFACE, titles, [...measured, ...others], engine));
  }
  if (measured.some(({ verdicts }) => verdicts.some(({ held }) => !held))) process.exitCode = 1;
}

void main();
