import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type INestApplication,
  type MiddlewareConsumer,
  type ModuleMetadata,
  type FactoryProvider,
  type NestModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { makeFirstKey } from './access/first-key';
import { KeysService } from './access/keys.service';
import { SETTINGS, type Settings } from './config/settings';
import { createServer } from './create-server';
import { EmbeddedRecommendations } from './embedding/embedded-recommendations';
import { expressOf, mount } from './embedding/mount';
import { settingsOf } from './embedding/option-settings';
import type { CentroideOptions } from './embedding/options';
import { RecommendationService } from './embedding/recommendation-service';
import { TrainingEvents } from './recommendation/training/training-events';

export { CentroideError, type InvalidValue } from './embedding/centroide-error';
export type { CentroideOptions, EventSignal } from './embedding/options';
export { RecommendationService } from './embedding/recommendation-service';
export type {
  Film,
  FilmFilter,
  FoundFilms,
  RateOptions,
  Rating,
  Reason,
  ReasonKind,
  RecommendedFilm,
  RecommendOptions,
  Recommendations,
  Ref,
  SearchOptions,
  SimilarFilm,
  SimilarOptions,
  TextLanguage,
} from './embedding/recommendation-service';

/** Options that hang on other parts of the application, such as its own configuration. */
export interface CentroideAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...injected: never[]) => CentroideOptions | Promise<CentroideOptions>;
}

/** Injection tokens of the options, and of the server that they make. */
const OPTIONS = Symbol('CentroideOptions');
const SERVER = Symbol('Centroide');

/**
 * Centroide within a Nest application: RecommendationService for the other code, and, below a prefix, the routes and the page.
 *
 * ```ts
 * @Module({ imports: [CentroideModule.forRoot({ database: 'sqlite:./data/centroide.db', prefix: '/films' })] })
 * export class AppModule {}
 * ```
 *
 * It is a server of its own that listens nowhere: guards, pipes, filters, middleware and connections of the two do not meet.
 */
@Module({})
export class CentroideModule implements NestModule, BeforeApplicationShutdown, OnApplicationShutdown {
  private ending: Promise<void> | undefined;

  constructor(
    @Inject(SERVER) private readonly server: INestApplication,
    @Inject(OPTIONS) private readonly options: CentroideOptions,
  ) {}

  static forRoot(options: CentroideOptions): DynamicModule {
    return CentroideModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports, inject, useFactory }: CentroideAsyncOptions): DynamicModule {
    return {
      module: CentroideModule,
      global: true,
      imports,
      providers: [
        { provide: OPTIONS, inject, useFactory },
        { provide: SERVER, inject: [OPTIONS], useFactory: start },
        {
          provide: RecommendationService,
          inject: [SERVER],
          useFactory: (server: INestApplication) => new EmbeddedRecommendations(server),
        },
      ],
      exports: [RecommendationService],
    };
  }

  /** Nest calls it where there is HTTP, and not of a context without. */
  configure(consumer: MiddlewareConsumer): void {
    if (this.options.routes === false) return;
    const { basePath } = this.server.get<Settings>(SETTINGS);
    mount(this.server as NestExpressApplication, basePath, expressOf(consumer));
  }

  /** Streams of events would keep the application's server from closing. */
  beforeApplicationShutdown(): void {
    this.server.get(TrainingEvents).beforeApplicationShutdown();
  }

  /** The application has answered its last request. It may be closed more than once. */
  onApplicationShutdown(): Promise<void> {
    return (this.ending ??= this.server.close());
  }
}

/** A server that is ready, and listens nowhere. */
async function start(options: CentroideOptions): Promise<INestApplication> {
  const settings = settingsOf(options);
  const server = await createServer(settings, null);
  try {
    await server.init();
    if (options.routes !== false) await tellFirstKey(server, settings);
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function tellFirstKey(server: INestApplication, settings: Settings): Promise<void> {
  const notice = await makeFirstKey(server.get(KeysService), settings, settings.basePath);
  if (!notice) return;
  // No log should hold the key.
  if (notice.secret) console.log(notice.text);
  else new Logger('Centroide').log(notice.text);
}
