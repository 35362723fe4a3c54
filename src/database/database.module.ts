import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { DataSourceOptions } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from './database.js';

/** Opens the {@link Database} when the application starts and closes it when it ends. */
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
          useFactory: (settings: Settings) => Database.open(settings.database, entities),
        },
      ],
      exports: [Database],
    };
  }
}
