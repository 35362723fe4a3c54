import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from './database';
import { DatabaseDamage } from './database-damage';
import { CLOCK, STOPWATCH } from './clock';

/** Opens the {@link Database} when the application starts and closes it when it ends; gives the clock as well. */
@Global()
@Module({})
export class DatabaseModule {
  static with(entities: DataSourceOptions['entities']): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Database,
          inject: [SETTINGS],
          useFactory: (settings: Settings) => Database.open(settings.database, entities, settings.postgres),
        },
        { provide: CLOCK, useValue: Date.now },
        { provide: STOPWATCH, useValue: () => performance.now() },
        { provide: DatabaseDamage, useValue: new DatabaseDamage() },
      ],
      exports: [Database, DatabaseDamage, CLOCK, STOPWATCH],
    };
  }
}
