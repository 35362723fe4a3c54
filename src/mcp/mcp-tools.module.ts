import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { ImportingModule } from '../importing/importing.module';
import { RatingsModule } from '../ratings/ratings.module';
import { RecommendationModule } from '../recommendation/recommendation.module';
import { FilmNightTool } from './film-night-tool';
import { FilmTools } from './film-tools';
import { McpServers } from './mcp-servers';
import { Named } from './named';
import { PersonTools } from './person-tools';
import { Resources } from './resources';

/** The tools, and the protocol itself. Loaded by `McpOnDemand` alone. */
@Module({
  imports: [FilmsModule, RatingsModule, ImportingModule, RecommendationModule],
  providers: [Named, FilmTools, PersonTools, FilmNightTool, Resources, McpServers],
})
export class McpToolsModule {
  constructor(readonly servers: McpServers) {}
}
