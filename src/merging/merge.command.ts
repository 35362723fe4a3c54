import { Command } from 'commander';
import { processSettings } from '../config/settings';
import { Database } from '../database/database';
import type { NumberedTable } from '../database/dialect';
import { onExistingDatabase } from '../database/existing-database';
import { Problem } from '../http/problem';
import { refInPath } from '../identifiers/ref-in-path';
import type { Merged } from './merged';
import { Merger } from './merger';
import { say, terminalLanguage } from '../config/language';

const word = (of: NumberedTable): string => (of === 'filmes' ? say('filme', 'film') : say('usuário', 'user'));

/** `centroide filmes unir 12 345`, `centroide usuarios unir loja:ana 8`. */
export function mergeCommand(of: NumberedTable): Command {
  return new Command(of)
    .description(
      of === 'filmes'
        ? say('une filmes que são o mesmo', 'merges films that are the same')
        : say('une usuários que são a mesma pessoa', 'merges users that are the same person'),
    )
    .addCommand(
      new Command('unir')
        .alias('merge')
        .description(
          say(
            'tudo o que é do segundo passa ao primeiro, e o segundo deixa de existir',
            'all that belongs to the second goes to the first, and the second is no more',
          ),
        )
        .argument(
          '<fica>',
          say(
            `o ${word(of)} que fica: o número, ou fonte:codigo`,
            `the ${word(of)} that stays: the number, or source:code`,
          ),
        )
        .argument('<some>', say(`o ${word(of)} que deixa de existir`, `the ${word(of)} that goes`))
        .action((first: string, second: string) => run(of, first, second)),
    );
}

async function run(of: NumberedTable, first: string, second: string): Promise<void> {
  const { database: location } = onExistingDatabase(processSettings());
  try {
    const [stays, goes] = [refInPath(first, say('fica', 'stays'), of), refInPath(second, say('some', 'goes'), of)];
    const database = await Database.open(location);
    try {
      const merger = new Merger(database);
      console.log(told(of, await (of === 'filmes' ? merger.films(stays, goes) : merger.users(stays, goes))));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.text[terminalLanguage()]);
    process.exitCode = 1;
  }
}

function told(of: NumberedTable, { id, unido, avaliacoes, eventos, identificadores, preenchidos }: Merged): string {
  return [
    say(`O ${word(of)} ${unido} foi unido ao ${id}.`, `The ${word(of)} ${unido} was merged into ${id}.`),
    say(
      `Avaliações: ${avaliacoes.movidas} passaram; em ${avaliacoes.repetidas} os dois tinham uma, e ficou a mais nova`,
      `Ratings: ${avaliacoes.movidas} moved; in ${avaliacoes.repetidas} both had one, and the newer stayed`,
    ),
    say(
      `Eventos: ${eventos.movidas} passaram; ${eventos.repetidas} já havia`,
      `Events: ${eventos.movidas} moved; ${eventos.repetidas} were there already`,
    ),
    ...(identificadores.length > 0 ? [`${say('Identificadores', 'Identifiers')}: ${identificadores.join(', ')}`] : []),
    ...(preenchidos.length > 0 ? [`${say('Preenchidos', 'Filled in')}: ${preenchidos.join(', ')}`] : []),
  ].join('\n');
}
