#!/usr/bin/env node
import { Command } from 'commander';
import { keysCommand } from './access/keys.command';
import { InvalidSettings } from './config/settings';
import { backupCommand, restoreCommand } from './database/backup.command';
import { DatabaseUnusable } from './database/database-unusable';
import { importCommand } from './importing/import.command';
import { evaluateCommand } from './evaluation/evaluate.command';
import { trainCommand } from './recommendation/training/train.command';
import { trainerCommand } from './recommendation/training/trainer.command';

const program = new Command('centroide')
  .description('Recomendação de filmes por grupos de gosto')
  .addCommand(importCommand())
  .addCommand(trainCommand())
  .addCommand(trainerCommand())
  .addCommand(evaluateCommand())
  .addCommand(keysCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof InvalidSettings || error instanceof DatabaseUnusable ? error.message : error);
  process.exitCode = 1;
});
