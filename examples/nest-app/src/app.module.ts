import { Module, type DynamicModule } from '@nestjs/common';
import { CentroideModule } from 'centroide/nest';
import { DataSource } from 'typeorm';
import { CinemaController } from './cinema.controller';
import { Screening } from './screening.entity';

/** The cinema's application: its own routes and database, and Centroide beside them. folder: of both databases. */
@Module({})
export class AppModule {
  static in(folder: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CentroideModule.forRoot({
          database: `sqlite:${folder}/centroide.db`,
          dataDir: folder,
          prefix: '/films',
          seed: 'demo',
        }),
      ],
      controllers: [CinemaController],
      providers: [
        {
          provide: DataSource,
          useFactory: () =>
            new DataSource({
              type: 'sqlite',
              database: `${folder}/cinema.db`,
              entities: [Screening],
              synchronize: true,
            }).initialize(),
        },
      ],
    };
  }
}
