import { Command, InvalidArgumentError } from 'commander';
import { say, sayNumber } from '../../config/language';
import { processSettings } from '../../config/settings';
import { canAsk, saysYes } from '../../terminal/ask';
import { Database } from '../database';
import { nameOf } from '../database-unusable';
import { DIVIDED, partition, partitionsOf, type DividedTable } from './partition';

/** Most partitions of a table: each is a file with indexes of its own, which who reads of everybody opens. */
const MOST_PARTITIONS = 1_024;

/** Nobody said yes, or there is nothing that could be divided; nothing has changed. */
class NotDivided extends Error {}

const words = (table: DividedTable): string =>
  table === 'avaliacoes' ? say('avaliações', 'ratings') : say('eventos', 'events');

/** `centroide banco distribuir`: how the tables lie in PostgreSQL. */
export function databaseCommand(): Command {
  return new Command('banco')
    .description(say('muda como as tabelas ficam no PostgreSQL', 'changes how tables lie in PostgreSQL'))
    .addCommand(
      new Command('distribuir')
        .alias('distribute')
        .description(
          say(
            'divide avaliações e eventos em partições, pelo usuário; enquanto isso se lê, e nada se grava',
            'divides ratings and events into partitions, by user; meanwhile they are read, and nothing is written',
          ),
        )
        .requiredOption(
          '--particoes <quantas>',
          say('em quantas partições, por exemplo 32', 'into how many partitions, for example 32'),
          parsePartitions,
        )
        .option('--sim', say('divide sem perguntar', 'divides without asking'))
        .action(({ particoes, sim = false }: { particoes: number; sim?: boolean }) => run(particoes, sim)),
    );
}

function parsePartitions(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) < 2 || Number(text) > MOST_PARTITIONS)
    throw new InvalidArgumentError(
      say(`é um número inteiro de 2 a ${MOST_PARTITIONS}.`, `it is a whole number from 2 to ${MOST_PARTITIONS}.`),
    );
  return Number(text);
}

async function run(count: number, isConfirmed: boolean): Promise<void> {
  const { database: location } = processSettings();
  try {
    if (location.dialect === 'sqlite')
      throw new NotDivided(
        say(
          'Só PostgreSQL divide tabelas, e o banco é um arquivo SQLite. Para passar a PostgreSQL: exporte daqui (GET /exportacao), ' +
            'ponha o endereço do PostgreSQL em DATABASE_URL e importe lá (docs/scaling.md).',
          'Only PostgreSQL divides tables, and the database is a SQLite file. To go over to PostgreSQL: export from here ' +
            '(GET /exportacao), put the address of PostgreSQL into DATABASE_URL and import there (docs/scaling.md).',
        ),
      );
    const database = await Database.open(location);
    try {
      await divide(database, count, isConfirmed, nameOf(location));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof NotDivided)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function divide(database: Database, count: number, isConfirmed: boolean, name: string): Promise<void> {
  const before = await partitionsOf(database);
  const undone = DIVIDED.filter((table) => before.get(table) !== count);
  if (undone.length > 0 && !isConfirmed) await confirm(database, undone, count, name);
  const divided = await partition(database, count);
  for (const table of DIVIDED) {
    const rows = divided.find((one) => one.table === table)?.rows;
    const into = say(`em ${count} partições`, `in ${count} partitions`);
    console.log(
      rows === undefined
        ? `${words(table)}: ${say(`já ${into}`, `${into} already`)}`
        : `${words(table)}: ${sayNumber(rows)} ${say(rows === 1 ? 'linha' : 'linhas', rows === 1 ? 'row' : 'rows')} ${into}`,
    );
  }
}

/** Ask on the terminal whether all that is there may be copied. Throws NotDivided. */
async function confirm(
  database: Database,
  tables: readonly DividedTable[],
  count: number,
  name: string,
): Promise<void> {
  const counts: string[] = [];
  for (const table of tables) {
    const [{ total }] = await database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM ${table}`);
    counts.push(`${words(table)} (${sayNumber(total)})`);
  }
  const what = say(
    `Em ${name} vão ser copiados para ${count} partições: ${counts.join(' e ')}. Até o fim nada se grava no banco`,
    `In ${name} these will be copied into ${count} partitions: ${counts.join(' and ')}. Until it is done nothing is written to the database`,
  );
  if (!canAsk())
    throw new NotDivided(
      say(
        `${what}.\nSem um terminal em que perguntar, é preciso --sim. Nada mudou.`,
        `${what}.\nWithout a terminal to ask on, it takes --yes. Nothing has changed.`,
      ),
    );
  if (!(await saysYes(`${what}. ${say('Dividir? [s/N]', 'Divide them? [y/N]')} `)))
    throw new NotDivided(say('Nada mudou.', 'Nothing has changed.'));
}
