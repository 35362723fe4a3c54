import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { Command } from 'commander';
import { ConfigModule } from '../../config/config.module';
import { processSettings, type Settings } from '../../config/settings';
import { DatabaseModule } from '../../database/database.module';
import { Experiment } from '../../experiments/experiment.entity';
import { Job } from '../../jobs/job.entity';
import { createPino, PinoLogger } from '../../observability/pino-logger';
import { Centroid } from '../model/centroid.entity';
import { ModelVersion } from '../model/model-version.entity';
import { TrainingScheduleModule } from './training-schedule.module';
import { say } from '../../config/language';

/** What of the server a trainer is: the schedule, the queue, and the processes that train. */
@Module({})
class TrainerModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: TrainerModule,
      imports: [
        ConfigModule.with({ ...settings, trainer: 'embedded' }),
        DatabaseModule.with([ModelVersion, Centroid, Job, Experiment]),
        ScheduleModule.forRoot(),
        TrainingScheduleModule,
      ],
    };
  }
}

/** `centroide treinador`: trains for servers that run with TRAINER=external, until it is told to stop. */
export function trainerCommand(): Command {
  return new Command('treinador')
    .description(
      say(
        'fica de pé e treina: na agenda (TRAINING_CRON), quando um treino é pedido, e já se não há modelo',
        'stays up and trains: by the schedule (TRAINING_CRON), when a training is asked for, and at once where there is no model',
      ),
    )
    .action(async () => {
      const settings = processSettings();
      const trainer = await NestFactory.createApplicationContext(TrainerModule.with(settings), {
        logger: new PinoLogger(createPino(settings)),
        abortOnError: false,
      });
      trainer.enableShutdownHooks();
    });
}
