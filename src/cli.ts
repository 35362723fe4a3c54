#!/usr/bin/env node
import './config/keep-compiled';
import { Command } from 'commander';
import { say } from './config/language';
import { InvalidSettings, loadEnvironment, processSettings } from './config/settings';
import { VERSION } from './config/version';
import { DatabaseUnusable } from './database/database-unusable';
import { inTerminalLanguage, withPortugueseOptions } from './terminal/english-words';

/** A command: its other name, in English, and its code. */
interface Known {
  readonly english: string;
  readonly load: () => Promise<Command>;
}

/** Each command's code is loaded when it is called: all of it takes some three times as long as one command needs. */
const commands: Readonly<Record<string, Known>> = {
  servir: { english: 'serve', load: () => Promise.resolve(serveCommand()) },
  mcp: { english: 'mcp', load: () => Promise.resolve(mcpCommand()) },
  importar: { english: 'import', load: async () => (await import('./importing/import.command.js')).importCommand() },
  treinar: {
    english: 'train',
    load: async () => (await import('./recommendation/training/train.command.js')).trainCommand(),
  },
  somas: {
    english: 'sums',
    load: async () => (await import('./recommendation/training/sums.command.js')).sumsCommand(),
  },
  treinador: {
    english: 'trainer',
    load: async () => (await import('./recommendation/training/trainer.command.js')).trainerCommand(),
  },
  avaliar: {
    english: 'evaluate',
    load: async () => (await import('./evaluation/evaluate.command.js')).evaluateCommand(),
  },
  filmes: { english: 'films', load: async () => (await import('./merging/merge.command.js')).mergeCommand('filmes') },
  usuarios: {
    english: 'users',
    load: async () => (await import('./merging/merge.command.js')).mergeCommand('usuarios'),
  },
  chaves: { english: 'keys', load: async () => (await import('./access/keys.command.js')).keysCommand() },
  banco: {
    english: 'database',
    load: async () => (await import('./database/postgres/distribute.command.js')).databaseCommand(),
  },
  backup: {
    english: 'backup',
    load: async () => (await import('./database/sqlite/backup.command.js')).backupCommand(),
  },
  restaurar: {
    english: 'restore',
    load: async () => (await import('./database/sqlite/backup.command.js')).restoreCommand(),
  },
};

/** `centroide servir`, and `centroide` alone: the server. */
function serveCommand(): Command {
  return new Command('servir')
    .description(
      say('sobe o servidor; é o que faz centroide sem mais nada', 'starts the server; so does centroide alone'),
    )
    .action(async () => {
      await import('./main.js');
    });
}

/** `centroide mcp`: the same for a language model that has started it. */
function mcpCommand(): Command {
  return new Command('mcp')
    .description(
      say(
        'fala com um modelo de linguagem pela entrada e pela saída padrão (Model Context Protocol); com os direitos de admin, ou os da chave em CENTROIDE_KEY',
        'speaks with a language model over standard input and output (Model Context Protocol); with the rights of admin, or those of the key in CENTROIDE_KEY',
      ),
    )
    .action(async () => {
      const { serveMcp } = await import('./serve-mcp.js');
      await serveMcp(processSettings());
    });
}

/** The program with the command that is called; with all of them for whoever asks what there is, and none for the version. */
async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command('centroide')
    .description(say('Recomendação de filmes por grupos de gosto', 'Film recommendations by groups of taste'))
    .version(VERSION, '-V, --version', say('diz a versão', 'says the version'));
  const all = Object.entries(commands);
  const called = all.filter(([known, { english }]) => known === name || english === name);
  const asked = name === '-V' || name === '--version' ? [] : called.length > 0 ? called : all;
  for (const [known, { english, load }] of asked) {
    const command = await load();
    program.addCommand(english === known ? command : command.alias(english));
  }
  return inTerminalLanguage(program);
}

loadEnvironment();
const words = process.argv.length > 2 ? withPortugueseOptions(process.argv.slice(2)) : ['servir'];

programFor(words[0])
  .then((program) => program.parseAsync(words, { from: 'user' }))
  .catch((error: unknown) => {
    console.error(error instanceof InvalidSettings || error instanceof DatabaseUnusable ? error.message : error);
    process.exitCode = 1;
  });
