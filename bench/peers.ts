/**
 * Ours beside other programs that recommend, in one run and in turn: from files to the first personal list, training, serving, memory. Peers are
 * used as their own documentation has it, and skipped with a reason where they cannot be brought. Writes `docs/performance.md` and its plot.
 *
 *     npm run build && node dist/bench/peers.js [--only first,training,serving] [--sizes 100000,1000000,10000000] [--rounds 3]
 *         [--seconds 4] [--users 12000] [--database file] [--output docs/performance.md]
 *
 * Needs Python 3.11 or later (`PYTHON`), 3.13 for LensKit, and Go for Gorse; `bench/peers/python` and `bench/peers/gorse` bring the rest.
 * `--database` keeps the prepared database, as that of http.js does. A part of it (`--only`, `--sizes`) is printed, and written only where
 * `--output` says so.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './machine';
import { firstAnswer } from './peers/first-answer';
import { fastApi, gorse, installed, scripts, versions, type Skipped } from './peers/peer';
import { tableOf, writePage, type Topic } from './peers/report';
import { serving } from './peers/serving';
import { sizes, training } from './peers/training';

const PAGE = 'docs/performance.md';
/** What belongs beside the others and cannot be measured as they are. */
const ABSENT: Skipped = {
  name: 'Training with Gorse at these sizes',
  reason: `it fits what its database holds, and to store ratings in its SQLite takes longer than to fit the model of its lists, as this
  bench says of latest-small while it runs.`,
};
const TOPICS = ['first', 'training', 'serving'];

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ only: text, sizes: text, rounds: text, seconds: text, users: text, database: text, output: text },
    },
  });
  const only = chosen('--only', values.only, TOPICS);
  const wanted = chosen('--sizes', values.sizes, Object.keys(sizes));
  const rounds = Number(values.rounds ?? 3);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const { there, skipped } = await installed([fastApi, ...scripts, gorse]);
    for (const { name, reason } of skipped) console.error(`${name} is skipped: ${reason}`);
    const load = [loadavg()[0]];
    const topics: Topic[] = [];
    const add = (...measured: Topic[]): void => {
      for (const topic of measured) console.log(`\n## ${topic.title}\n\n${tableOf(topic)}`);
      topics.push(...measured);
    };
    console.log(machine());
    if (only.includes('first')) add(await firstAnswer(folder, there, rounds));
    const fitting = there.filter((peer) => scripts.includes(peer));
    if (only.includes('training')) add(await training(folder, fitting, wanted, rounds));
    if (only.includes('serving')) {
      const database = values.database ?? join(folder, 'centroide.db');
      const options = { rounds, seconds: Number(values.seconds ?? 4), users: Number(values.users ?? 12_000), database };
      add(...(await serving(folder, there, options)));
    }
    load.push(loadavg()[0]);
    const isWhole = values.only === undefined && values.sizes === undefined;
    const output = values.output ?? (isWhole ? PAGE : undefined);
    if (output !== undefined) writePage(output, preface(rounds, versions(there), skipped, load), topics);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What of these is asked for: all where nothing is said. */
function chosen(option: string, said: string | undefined, all: readonly string[]): readonly string[] {
  const some = said?.split(',') ?? all;
  for (const one of some) if (!all.includes(one)) throw new Error(`${option}: ${one} is none of ${all.join(', ')}`);
  return some;
}

function preface(rounds: number, pinned: string, skipped: readonly Skipped[], load: readonly number[]): string {
  const day = new Date().toISOString().slice(0, 10);
  const [first, last] = load.map((one) => one.toFixed(1));
  const absent = [...skipped, ABSENT].map(({ name, reason }) => `- ${name}: ${reason}`);
  return `# Beside others

Written by \`node dist/bench/peers.js\`: what the same task takes with Centroide and with other programs that recommend, on one machine and in turn,
the median of ${rounds === 1 ? 'one round' : `${rounds} rounds`}. Behind each figure stands how many times ours it is: below 1 is less than ours. How good the lists are is another
question, of [quality.md](quality.md), which has EASE and item kNN beside ours; the bars that ours is held to are in [bench/RESULTS.md](../bench/RESULTS.md).

${machine()}; ${pinned}. On ${day}, with ${first} processes running or waiting for the cores at first and ${last} at last. Where that is more than there are
cores, seconds and requests a second say little, and CPU says more.

What the others leave out, they do not pay for. implicit, EASE and LensKit make lists from a file: nothing is stored, nobody is asked for a key, a rating
counts after the next training unless a program around them sees to it, and so does a new film; none gives a reason. Ours has all that, and pays for it in what
is measured here, reasons aside, which were not asked for. They, in turn, are libraries that a program of one's own takes in without a server.
Gorse is a server with a database, as ours is. It makes everybody's list before anybody asks, and what somebody likes later counts when it makes
theirs again; it gives no reasons either, and was not told to ask for a key.

Not measured:

${absent.join('\n')}`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
