import { createInterface } from 'node:readline';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigModule } from '../../config/config.module';
import { say } from '../../config/language';
import { processSettings, withoutTimeouts } from '../../config/settings';
import { DatabaseModule } from '../../database/database.module';
import { onExistingDatabase } from '../../database/existing-database';
import type { ModelSums } from '../../engine/training/model-sums';
import { UnusableSource } from '../../importing/reading/unusable-source';
import { BackupRefused } from '../../database/whole-file';
import { Experiment } from '../../experiments/experiment.entity';
import { Job } from '../../jobs/job.entity';
import { Centroid } from '../model/centroid.entity';
import { ModelVersion } from '../model/model-version.entity';
import { PartSums, sumsOf } from './part-sums';
import { ratingsOfFiles } from './rating-files';
import { placedInLines, usersOf } from './rating-lines';
import { type PartOfSums, readSums, type SumsBasis, UnusableSums, writeSums } from './sums-file';
import { TrainingWorkModule } from './training-work.module';

/** Parts at most: each is a file. */
const MOST_PARTS = 10_000;

interface Given {
  readonly parte: PartOfSums;
  readonly saida: string;
  readonly entrada?: string;
  readonly estrutura?: string;
  readonly soEstrutura?: boolean;
}

/** What adding up takes. */
@Module({})
class SumsModule {}

/** `centroide somas`: the sums over one part of the users, into a file that `centroide treinar --somas` adds to the others. */
export function sumsCommand(): Command {
  return new Command('somas')
    .description(
      say(
        'soma as avaliações de uma parte dos usuários, para treinar com todas as partes por "treinar --somas"',
        'adds up the ratings of one part of the users, to train with all parts by "train --sums"',
      ),
    )
    .requiredOption('-o, --saida <arquivo>', say('arquivo a criar', 'the file to make'))
    .addOption(
      new Option(
        '--parte <i/n>',
        say('qual de quantas partes, por exemplo 2/7', 'which of how many parts, for example 2/7'),
      )
        .argParser(parsePart)
        .default({ number: 1, of: 1 }, '1/1'),
    )
    .addOption(
      new Option(
        '--entrada <arquivo>',
        say(
          'soma as avaliações deste arquivo ou pasta (CSV, NDJSON ou Parquet), ou com - as linhas usuario_id,filme_id,avaliacao,avaliado_em da entrada padrão, em vez do banco; pede --estrutura',
          'adds up the ratings of this file or folder (CSV, NDJSON or Parquet), or with - the lines usuario_id,filme_id,avaliacao,avaliado_em of standard input, in place of the database; asks for --structure',
        ),
      ).conflicts('soEstrutura'),
    )
    .option(
      '--estrutura <arquivo>',
      say(
        'usa a estrutura deste arquivo de somas; sem a opção, encontra a das avaliações como estão',
        'takes the structure of this file of sums; without, finds that of the ratings as they are',
      ),
    )
    .addOption(
      new Option(
        '--so-estrutura',
        say('só a estrutura, sem somar ninguém', 'only the structure, adding up nobody'),
      ).conflicts('estrutura'),
    )
    .action(async (given: Given) => {
      try {
        await makeSums(given);
      } catch (error) {
        if (!(error instanceof UnusableSums || error instanceof UnusableSource || error instanceof BackupRefused))
          throw error;
        console.error(error.message);
        process.exitCode = 1;
      }
    });
}

async function makeSums({ parte, saida, entrada, estrutura, soEstrutura }: Given): Promise<void> {
  const known = estrutura === undefined ? null : readSums(estrutura).basis;
  if (entrada !== undefined) {
    if (!known)
      throw new UnusableSums(
        say(
          '--entrada pede --estrutura <arquivo>, de "somas --so-estrutura"',
          '--input asks for --structure <file>, of "sums --structure-only"',
        ),
      );
    const given = entrada === '-' ? placedInLines(standardInput(), 'stdin') : ratingsOfFiles(entrada);
    await keep(saida, known, parte, await sumsOf(known, usersOf(given, processSettings().signals)));
    return;
  }
  const context = await NestFactory.createApplicationContext(
    {
      module: SumsModule,
      imports: [
        ConfigModule.with(onExistingDatabase(withoutTimeouts(processSettings()))),
        DatabaseModule.with([ModelVersion, Centroid, Job, Experiment]),
        TrainingWorkModule,
      ],
    },
    { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const parts = context.get(PartSums);
    const basis = known ?? (await parts.basis());
    const part = soEstrutura ? { number: 0, of: parte.of } : parte;
    await keep(saida, basis, part, await parts.of(basis, part));
  } finally {
    await context.close();
  }
}

function standardInput(): AsyncIterable<string> {
  return createInterface({ input: process.stdin, crlfDelay: Infinity });
}

async function keep(path: string, basis: SumsBasis, part: PartOfSums, sums: ModelSums): Promise<void> {
  await writeSums(path, { basis, part, sums });
  const users = sums.users[0];
  const ratings = sums.rated.reduce((sum, count) => sum + count, 0);
  console.log(
    part.number === 0
      ? say(`${path}: estrutura`, `${path}: structure`)
      : say(
          `${path}: parte ${part.number}/${part.of}, ${users} usuários, ${ratings} avaliações`,
          `${path}: part ${part.number}/${part.of}, ${users} users, ${ratings} ratings`,
        ),
  );
}

function parsePart(text: string): PartOfSums {
  const [, number, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  if (!(number >= 1 && number <= of && of <= MOST_PARTS))
    throw new InvalidArgumentError(
      say(
        `é i/n, com i de 1 a n e n até ${MOST_PARTS}, por exemplo 2/7.`,
        `it is i/n, with i from 1 to n and n up to ${MOST_PARTS}, for example 2/7.`,
      ),
    );
  return { number, of };
}
