import { Module } from '@nestjs/common';
import { McpController } from './mcp.controller';
import { McpOnDemand } from './mcp-on-demand';

/** What language models may ask and do, by the Model Context Protocol. */
@Module({
  controllers: [McpController],
  providers: [McpOnDemand],
})
export class McpModule {}
