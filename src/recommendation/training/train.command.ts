import { Command, InvalidArgumentError, Option } from 'commander';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../config/config.module';
import { processSettings, withoutTimeouts } from '../../config/settings';
import { Database } from '../../database/database';
import { DatabaseModule } from '../../database/database.module';
import { onExistingDatabase } from '../../database/existing-database';
import { Experiment } from '../../experiments/experiment.entity';
import { Job } from '../../jobs/job.entity';
import { progressBar } from '../../terminal/progress';
import { Centroid } from '../model/centroid.entity';
import { ModelVersion } from '../model/model-version.entity';
import { commonHeader, readSums, UnusableSums } from './sums-file';
import { DEFAULT_TUNING_MINUTES, Trainer } from './trainer';
import { stageTexts } from './training-texts';
import { TrainingWorkModule } from './training-work.module';
import { say, sayText } from '../../config/language';

interface Given {
  ajustar?: boolean;
  semAjuste?: boolean;
  orcamento: number;
  somas?: string[];
}

/** What training in the foreground takes. */
@Module({})
class ForegroundModule {}

/** `centroide treinar`: one training in the foreground. */
export function trainCommand(): Command {
  return new Command('treinar')
    .description(
      say(
        'treina um modelo agora e o ativa; se um treino espera na fila, é ele que roda',
        'trains a model now and activates it; a training that waits in the queue is the one that runs',
      ),
    )
    .addOption(
      new Option(
        '--ajustar',
        say(
          'escolhe os parâmetros de novo, mesmo que os dados tenham mudado pouco',
          'chooses the parameters anew, even if the data have changed little',
        ),
      ),
    )
    .addOption(
      new Option(
        '--sem-ajuste',
        say(
          'treina com os parâmetros de antes, ou os padrões',
          'trains with the parameters of before, or the defaults',
        ),
      ).conflicts('ajustar'),
    )
    .option(
      '--orcamento <minutos>',
      say('quanto o ajuste pode demorar', 'how long the tuning may take'),
      parseMinutes,
      DEFAULT_TUNING_MINUTES,
    )
    .addOption(
      new Option(
        '--somas <arquivos...>',
        say(
          'treina das somas de todas as partes, como "centroide somas" as faz, em qualquer ordem',
          'trains from the sums of all parts, as "centroide sums" makes them, in any order',
        ),
      ).conflicts(['ajustar', 'semAjuste']),
    )
    .action(async (given: Given) => {
      if (given.somas && !areUsable(given.somas)) return;
      const context = await NestFactory.createApplicationContext(
        {
          module: ForegroundModule,
          imports: [
            ConfigModule.with(onExistingDatabase(withoutTimeouts(processSettings()))),
            DatabaseModule.with([ModelVersion, Centroid, Job, Experiment]),
            TrainingWorkModule,
          ],
        },
        // What keeps it from starting is thrown, and told once.
        { logger: false, abortOnError: false },
      );
      context.useLogger(['error', 'warn']);
      const bar = progressBar(
        say('Treino', 'Training'),
        say('Interrompido: o modelo ativo continua o mesmo.', 'Interrupted: the active model is the same as before.'),
      );
      try {
        if ((await context.get(Database, { strict: false }).query('SELECT 1 FROM avaliacoes LIMIT 1')).length === 0) {
          console.error(
            say(
              'Não há avaliações neste banco: nada a treinar. O modelo ativo continua o mesmo.',
              'There are no ratings in this database: nothing to train on. The active model is the same as before.',
            ),
          );
          process.exitCode = 1;
          return;
        }
        const outcome = await context.get(Trainer).train({
          origin: 'comando',
          tuning: given.ajustar ? 'sempre' : given.semAjuste ? 'nunca' : undefined,
          tuningMinutes: given.orcamento,
          sums: given.somas,
          onProgress: (stage, percent) => bar.show(sayText(stageTexts[stage]), percent / 100),
        });
        if (outcome.state === 'ocupado') {
          console.error(
            say(
              'Outro treino está em andamento neste banco. Acompanhe em GET /modelo/treinos.',
              'Another training is under way in this database. Follow it by GET /modelo/treinos.',
            ),
          );
          process.exitCode = 1;
          return;
        }
        const seconds = (outcome.milliseconds / 1000).toFixed(1);
        bar.end();
        if (outcome.verdict.accepted) {
          console.log(
            say(
              `Versão ${outcome.versionId} ativa: ${outcome.ratingCount} avaliações em ${seconds} s`,
              `Version ${outcome.versionId} is active: ${outcome.ratingCount} ratings in ${seconds} s`,
            ),
          );
        } else {
          console.error(
            say(
              `Versão ${outcome.versionId} guardada, mas não ativada: ${outcome.verdict.reason.pt}`,
              `Version ${outcome.versionId} is kept, but not activated: ${outcome.verdict.reason.en}`,
            ),
          );
          process.exitCode = 1;
        }
      } catch (error) {
        if (!(error instanceof UnusableSums)) throw error;
        bar.end();
        console.error(error.message);
        process.exitCode = 1;
      } finally {
        bar.end();
        await context.close();
      }
    });
}

/** Whether files can be added up; says why not. */
function areUsable(paths: readonly string[]): boolean {
  try {
    commonHeader(paths);
    for (const path of paths) readSums(path);
    return true;
  } catch (error) {
    if (!(error instanceof UnusableSums)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return false;
  }
}

function parseMinutes(text: string): number {
  const minutes = Number(text.replace(',', '.'));
  if (!(minutes > 0 && minutes <= 1440))
    throw new InvalidArgumentError(say('é um número de minutos, até 1440.', 'it is a number of minutes, up to 1440.'));
  return minutes;
}
