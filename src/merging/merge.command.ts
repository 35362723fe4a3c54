import { Command } from 'commander';
import { processSettings } from '../config/settings';
import { Database } from '../database/database';
import type { NumberedTable } from '../database/dialect';
import { onExistingDatabase } from '../database/existing-database';
import { Problem } from '../http/problem';
import { refInPath } from '../identifiers/ref-in-path';
import type { Merged } from './merged';
import { Merger } from './merger';

const words = { filmes: 'filme', usuarios: 'usuário' } as const;

/** `centroide filmes unir 12 345`, `centroide usuarios unir loja:ana 8`. */
export function mergeCommand(of: NumberedTable): Command {
  return new Command(of)
    .description(of === 'filmes' ? 'une filmes que são o mesmo' : 'une usuários que são a mesma pessoa')
    .addCommand(
      new Command('unir')
        .description('tudo o que é do segundo passa ao primeiro, e o segundo deixa de existir')
        .argument('<fica>', `o ${words[of]} que fica: o número, ou fonte:codigo`)
        .argument('<some>', `o ${words[of]} que deixa de existir`)
        .action((first: string, second: string) => run(of, first, second)),
    );
}

async function run(of: NumberedTable, first: string, second: string): Promise<void> {
  const { database: location } = onExistingDatabase(processSettings());
  try {
    const [stays, goes] = [refInPath(first, 'fica', of), refInPath(second, 'some', of)];
    const database = await Database.open(location);
    try {
      const merger = new Merger(database);
      console.log(told(of, await (of === 'filmes' ? merger.films(stays, goes) : merger.users(stays, goes))));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.text.pt);
    process.exitCode = 1;
  }
}

function told(of: NumberedTable, { id, unido, avaliacoes, eventos, identificadores, preenchidos }: Merged): string {
  return [
    `O ${words[of]} ${unido} foi unido ao ${id}.`,
    `Avaliações: ${avaliacoes.movidas} passaram; em ${avaliacoes.repetidas} os dois tinham uma, e ficou a mais nova`,
    `Eventos: ${eventos.movidas} passaram; ${eventos.repetidas} já havia`,
    ...(identificadores.length > 0 ? [`Identificadores: ${identificadores.join(', ')}`] : []),
    ...(preenchidos.length > 0 ? [`Preenchidos: ${preenchidos.join(', ')}`] : []),
  ].join('\n');
}
