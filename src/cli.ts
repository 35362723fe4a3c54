#!/usr/bin/env node
import { Command } from 'commander';
import { InvalidSettings } from './config/settings';
import { VERSION } from './config/version';
import { DatabaseUnusable } from './database/database-unusable';

/** Each command's code is loaded when it is called: all of it takes some three times as long as one command needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  importar: async () => (await import('./importing/import.command.js')).importCommand(),
  treinar: async () => (await import('./recommendation/training/train.command.js')).trainCommand(),
  treinador: async () => (await import('./recommendation/training/trainer.command.js')).trainerCommand(),
  avaliar: async () => (await import('./evaluation/evaluate.command.js')).evaluateCommand(),
  filmes: async () => (await import('./merging/merge.command.js')).mergeCommand('filmes'),
  usuarios: async () => (await import('./merging/merge.command.js')).mergeCommand('usuarios'),
  chaves: async () => (await import('./access/keys.command.js')).keysCommand(),
  backup: async () => (await import('./database/sqlite/backup.command.js')).backupCommand(),
  restaurar: async () => (await import('./database/sqlite/backup.command.js')).restoreCommand(),
};

/** The program with the command that is called; with all of them for whoever asks what there is. */
async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command('centroide')
    .description('Recomendação de filmes por grupos de gosto')
    .version(VERSION, '-V, --version', 'diz a versão');
  const called = Object.entries(commands).filter(([known]) => known === name);
  for (const [, load] of called.length > 0 ? called : Object.entries(commands)) program.addCommand(await load());
  return program;
}

programFor(process.argv.at(2))
  .then((program) => program.parseAsync())
  .catch((error: unknown) => {
    console.error(error instanceof InvalidSettings || error instanceof DatabaseUnusable ? error.message : error);
    process.exitCode = 1;
  });
