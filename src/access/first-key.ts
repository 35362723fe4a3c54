import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '../config/settings';
import { makeFolder } from '../database/make-folder';
import type { KeysService } from './keys.service';
import { say } from '../config/language';

/** What is said at the start of the first key. */
export interface FirstKeyNotice {
  readonly text: string;
  /** The text holds the key: it may be shown, once, and must not get into the log. */
  readonly secret: boolean;
}

/** Name of the file in DATA_DIR. */
const FILE = 'primeira-chave';

/** How keys are made by whoever runs the server. */
const others = (): string =>
  say(
    'centroide chaves criar <nome> --escopo leitura|edicao|escrita|admin',
    'centroide keys create <name> --scope read|edit|write|admin',
  );

/**
 * Make the admin key of a database that never had a key, where FIRST_KEY wants it; resolves to what to say about it, null
 * when there is nothing to say. A file that cannot be written stops no start: no key is made then, and the next start tries again.
 */
export async function makeFirstKey(
  keys: KeysService,
  { firstKey, dataDir }: Pick<Settings, 'firstKey' | 'dataDir'>,
  url: string,
): Promise<FirstKeyNotice | null> {
  if (firstKey === 'none') {
    const text = `${say('Ainda não há chave. Para criar uma', 'There is no key yet. To make one')}: ${others()}`;
    return (await keys.hasAny()) ? null : { text, secret: false };
  }
  if (firstKey === 'log') {
    const made = await keys.createFirst();
    return made && { text: shown(made.text, url), secret: true };
  }
  const file = join(dataDir, FILE);
  try {
    // Before the key counts: one that nobody can read would stand in the way of the next.
    const made = await keys.createFirst((text) => keep(file, text));
    return (
      made && {
        text: say(
          `Primeira chave (admin): no arquivo ${file}. No painel, ${url}/painel: "Informar chave".`,
          `First key (admin): in the file ${file}. On the page, ${url}/painel: "Give a key".`,
        ),
        secret: false,
      }
    );
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // Of the file, not of the database.
    if (syscall === undefined || code === undefined) throw error;
    const text = say(
      `A primeira chave não foi criada: não se grava em ${file} (${code}). Para criar uma: ${others()}`,
      `The first key was not made: ${file} cannot be written (${code}). To make one: ${others()}`,
    );
    return { text, secret: false };
  }
}

/** Write what nobody but the user of this process may read. */
async function keep(file: string, key: string): Promise<void> {
  await makeFolder(dirname(file));
  // A file that is there keeps its mode.
  await rm(file, { force: true });
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

function shown(key: string, url: string): string {
  return [
    '',
    say(
      'Primeira chave (admin). Guarde-a: ela não é mostrada de novo.',
      'First key (admin). Keep it: it is not shown again.',
    ),
    '',
    `  ${key}`,
    '',
    say('No painel, já com ela:', 'On the page, with it:'),
    '',
    `  ${url}/painel#chave=${key}`,
    '',
    say('Quem escreve a manda no cabeçalho Authorization:', 'Whoever writes sends it in the Authorization header:'),
    '',
    `  curl -X PUT ${url}/usuarios/1/avaliacoes/3 -H 'Authorization: Bearer ${key}' \\`,
    `    -H 'Content-Type: application/json' -d '{"avaliacao": 5}'`,
    '',
    `${say('Outras chaves', 'Other keys')}: ${others()}`,
    '',
  ].join('\n');
}
