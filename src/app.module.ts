import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from './access/access.module';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import { DashboardModule } from './dashboard/dashboard.module';
import { DatabaseModule } from './database/database.module';
import { entities } from './entities';
import { EventsModule } from './events/events.module';
import { FilmsModule } from './films/films.module';
import { ImportingModule } from './importing/importing.module';
import { McpModule } from './mcp/mcp.module';
import { MergingModule } from './merging/merging.module';
import { ObservabilityModule } from './observability/observability.module';
import { RatingsModule } from './ratings/ratings.module';
import { RecommendationModule } from './recommendation/recommendation.module';
import { ScrobblesModule } from './scrobbles/scrobbles.module';
import { UsersModule } from './users/users.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** The whole server. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        DatabaseModule.with(entities),
        ScheduleModule.forRoot(),
        ObservabilityModule.of(RecommendationModule, settings),
        AccessModule,
        DashboardModule,
        // Before films: /filmes/populares is no film with the ID "populares".
        RecommendationModule,
        FilmsModule,
        UsersModule,
        RatingsModule,
        EventsModule,
        ImportingModule,
        ScrobblesModule,
        MergingModule,
        McpModule,
        WebhooksModule,
      ],
    };
  }
}
