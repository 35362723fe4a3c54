import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigModule } from '../config/config.module';
import { processSettings } from '../config/settings';
import { CLOCK, type Clock } from '../database/clock';
import { DatabaseModule } from '../database/database.module';
import { onExistingDatabase } from '../database/existing-database';
import { ApiKey } from './api-key.entity';
import { KeysModule } from './keys.module';
import { KeysService } from './keys.service';
import { scopes, type Scope } from './scope';
import { say } from '../config/language';

const DAY = 86_400_000;

/** Longest validity that is asked for in days: ten years. */
const MOST_DAYS = 3_650;

/** What a scope may be called on the command line as well. */
const englishScopes: Readonly<Record<Scope, string>> = {
  leitura: 'read',
  edicao: 'edit',
  escrita: 'write',
  admin: 'admin',
};

/** The keys and the database they are in: all that these commands need of the server. */
@Module({})
class KeysCommandModule {}

/** `centroide chaves criar|listar|revogar`: the keys of the API. */
export function keysCommand(): Command {
  return new Command('chaves')
    .description(say('cria, lista e revoga as chaves da API', 'makes, lists and revokes the keys of the API'))
    .addCommand(
      new Command('criar')
        .alias('create')
        .description(say('cria uma chave e a mostra, esta única vez', 'makes a key and shows it, this once'))
        .argument(
          '<nome>',
          say('para que serve, por exemplo "painel da loja"', 'what it is for, for example "page of the shop"'),
        )
        .addOption(
          new Option(
            '--escopo <escopo>',
            say(
              'o que a chave permite, cada um também o que permitem os de antes',
              'what the key allows, each also what those before allow: leitura or read, edicao or edit (rules), escrita or write, admin',
            ),
          )
            .choices(scopes)
            .argParser(parseScope)
            .default('leitura'),
        )
        .addOption(
          new Option(
            '--validade <dias>',
            say(
              'dias até vencer; sem isto, vale até ser revogada',
              'days until it expires; without it, valid until revoked',
            ),
          ).argParser(parseDays),
        )
        .action((name: string, { escopo, validade }: { escopo: Scope; validade?: number }) =>
          withKeys((keys, now) => create(keys, name, escopo, validade === undefined ? null : now() + validade * DAY)),
        ),
    )
    .addCommand(
      new Command('listar')
        .alias('list')
        .description(say('mostra todas as chaves', 'shows all keys'))
        .action(() => withKeys(list)),
    )
    .addCommand(
      new Command('revogar')
        .alias('revoke')
        .description(
          say(
            'tira uma chave de uso; os servidores a recusam em até cinco segundos',
            'takes a key out of use; servers refuse it within five seconds',
          ),
        )
        .argument(
          '<prefixo>',
          say('o começo da chave, como "chaves listar" o mostra', 'how the key begins, as "keys list" shows it'),
        )
        .action((prefix: string) => withKeys((keys) => revoke(keys, prefix))),
    );
}

async function withKeys(work: (keys: KeysService, now: Clock) => Promise<void>): Promise<void> {
  const context = await NestFactory.createApplicationContext(
    {
      module: KeysCommandModule,
      imports: [ConfigModule.with(onExistingDatabase(processSettings())), DatabaseModule.with([ApiKey]), KeysModule],
    },
    { logger: false, abortOnError: false },
  );
  try {
    await work(context.get(KeysService, { strict: false }), context.get<Clock>(CLOCK, { strict: false }));
  } finally {
    await context.close();
  }
}

/** By its name, which is that of the API, or in English. */
function parseScope(text: string): Scope {
  const scope = scopes.find((one) => text === one || text === englishScopes[one]);
  if (scope) return scope;
  throw new InvalidArgumentError(
    say(
      `é um destes: ${scopes.join(', ')}.`,
      `it is one of these: ${scopes.map((one) => englishScopes[one]).join(', ')}.`,
    ),
  );
}

function parseDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > MOST_DAYS)
    throw new InvalidArgumentError(
      say(`é um número inteiro de dias, de 1 a ${MOST_DAYS}.`, `it is a whole number of days, from 1 to ${MOST_DAYS}.`),
    );
  return Number(text);
}

async function create(keys: KeysService, name: string, scope: Scope, expiresAt: number | null): Promise<void> {
  const { text } = await keys.create(name, scope, expiresAt);
  // The key alone on standard output, so that KEY=$(centroide chaves criar x) works.
  console.log(text);
  const until = expiresAt === null ? '' : `, ${say('válida até', 'valid until')} ${new Date(expiresAt).toISOString()}`;
  console.error(
    say(
      `Chave "${name}", escopo ${scope}${until}. Guarde-a: ela não é mostrada de novo.`,
      `Key "${name}", scope ${scope}${until}. Keep it: it is not shown again.`,
    ),
  );
}

async function list(keys: KeysService): Promise<void> {
  const all = await keys.list();
  if (all.length === 0)
    console.error(
      say(
        'Nenhuma chave. Para criar uma: centroide chaves criar <nome>',
        'No key. To make one: centroide keys create <name>',
      ),
    );
  for (const key of all) {
    const { prefix, scope, createdAt, revokedAt, expiresAt, lastUsedAt, name } = key;
    const dates = [
      [say('usada pela última vez em', 'last used at'), lastUsedAt],
      [keys.hasExpired(key) ? say('venceu em', 'expired at') : say('vence em', 'expires at'), expiresAt],
      [say('revogada em', 'revoked at'), revokedAt],
    ] as const;
    const known = dates.map(([what, at]) => (at === null ? '' : `  ${what} ${new Date(at).toISOString()}`));
    console.log(`${prefix}  ${scope.padEnd(7)}  ${new Date(createdAt).toISOString()}  ${name}${known.join('')}`);
  }
}

async function revoke(keys: KeysService, prefix: string): Promise<void> {
  // Somebody may well paste the whole key.
  const short = prefix.split('_').slice(0, 2).join('_');
  if (await keys.revoke(short)) {
    console.log(say(`${short} revogada.`, `${short} revoked.`));
    return;
  }
  console.error(say(`Nenhuma chave em uso começa com ${short}.`, `No key in use begins with ${short}.`));
  process.exitCode = 1;
}
