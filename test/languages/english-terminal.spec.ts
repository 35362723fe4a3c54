import { join } from 'node:path';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import type { DatabaseLocation } from '../../src/config/settings';
import { folderWith, lines, removeFiles } from '../importing/files';
import { withSqlite } from '../support/databases';
import { portugueseIn } from '../support/portuguese';
import { databaseUrl, startProgram, startServerProgram } from '../support/program';
import { addTastes } from '../support/two-tastes';
import { until } from '../support/until';

afterAll(removeFiles);

/** Sixty people of two tastes, thirty films of two genres. */
const ratings = lines(
  'userId,movieId,rating,timestamp',
  ...Array.from({ length: 900 }, (_, n) => {
    const [user, film] = [1 + Math.floor(n / 15), (Math.floor(n / 15) * 7 + (n % 15) * 11) % 30];
    return `${user},${1 + film},${film % 2 === user % 2 ? 5 : 1},${1_500_000_000 + 86_400 * (n % 15) + user}`;
  }),
);
const movies = lines(
  'movieId,title,genres',
  ...Array.from({ length: 30 }, (_, f) => `${f + 1},Film ${f} (1990),${f % 2 ? 'Drama' : 'Comedy|War'}`),
);

withSqlite('where English is spoken', (_, create) => {
  let location: DatabaseLocation;

  /** All that a call of the command line writes; it is expected to be in English, and to hold this. */
  async function told(words: readonly string[], expected: string | RegExp): Promise<void> {
    const environment = { DATABASE_URL: databaseUrl(location), CENTROIDE_LANG: 'en' };
    const program = startProgram('cli.js', words, environment, [], [0, 1, 3]);
    await program.ended;
    const output = program.output();
    expect(output).toMatch(expected);
    expect([words.join(' '), portugueseIn(output.split('\n'))]).toEqual([words.join(' '), []]);
  }

  it('imports, trains and measures in English, and says in English what is wrong', async () => {
    location = await create();
    await told(['train'], 'could not be opened: it does not exist.');
    await (await Database.open(location)).close();
    await told(['train'], 'nothing to train on');
    const folder = await folderWith({
      'movies.csv': `${movies}31,Film 1 (1990),Drama\n32,,Drama\n`,
      'ratings.csv': `${ratings}1,99,5,1500000000\n1,1,x,1500000000\n`,
      'notes.txt': 'nothing\n',
    });
    await told(['import', folder, '--dry-run'], /A dry run: nothing was written/);
    await told(['import', folder, '--accept-losses'], /film 99 does not exist[^]*Next step: npx centroide train/);
    await told(['import', folder, '--replace'], /Without a terminal to ask on, --replace wants --yes/);
    await told(['import', folder, '--replace', '--yes'], /A copy of what was there: /);
    const odd = await folderWith({
      'a.csv': 'who,what,how\n1,2,3\n',
      'ratings.csv': lines('user,item,rating,date', '1,1,5,04/07/2021', '1,2,1,05/07/2021'),
    });
    await told(['import', join(odd, 'a.csv')], /header not recognised[^]*--column /);
    await told(['import', join(odd, 'ratings.csv')], /--date-format DD\/MM\/YYYY or --date-format MM\/DD\/YYYY/);
    await told(['import', join(odd, 'none.csv')], /none\.csv/);
    await told(['import', folder, '--date-format', 'x'], /--date-format: got "x"; takes DD\/MM\/YYYY or MM\/DD\/YYYY/);
    await told(['train', '--no-tuning'], /^Version 1 is active: 900 ratings in /m);
    await told(['films', 'merge', '2', '31'], 'The film 31 was merged into 2.');
    await told(['films', 'merge', '2', '31'], /31/);
    await told(['keys', 'create', 'shop', '--scope', 'leitura'], 'Key "shop", scope leitura. Keep it');
    await told(['database', 'distribute', '--partitions', '32', '--yes'], /Only PostgreSQL divides tables/);
    await told(['restore', join(folder, 'none.db')], 'none.db does not exist.');
    await told(
      ['evaluate', '--data', folder, '--no-tuning', '--split', 'date'],
      /60 users, \d+ films, \d+ ratings to train on and \d+ hidden \(split date\)[^]*95% interval[^]*Users outside of the training/,
    );
    await told(
      ['evaluate', '--data', folder, '--split', 'never'],
      /argument 'never' is invalid\. it is one of these: time, date, random\./,
    );
    await told(['evaluate', '--data', folder, '--candidates', join(folder, 'notes.txt')], /line 1: "nothing" is no/);
  }, 180_000);

  it('starts, trains and ends in English, with everything that the log can tell', async () => {
    location = await create();
    const database = await Database.open(location, entities);
    await addTastes(database);
    await database.close();
    const server = await startServerProgram(location, {
      ...{ CENTROIDE_LANG: 'en', LOG_LEVEL: 'verbose', LOG_FORMAT: 'pretty', TRAINER: 'embedded' },
    });
    const logs = (line: string) => until(line, () => server.output().includes(line), { seconds: 90 });
    await logs('Training: Version 1 trained in ');
    await logs('Model: Version 1 in use');
    expect(await server.kill('SIGTERM')).toBe(0);
    const lines = server.output().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(portugueseIn(lines)).toEqual([]);
  }, 180_000);
});
