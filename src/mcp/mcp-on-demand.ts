import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import type { McpServers } from './mcp-servers';
import type { McpToolsModule } from './mcp-tools.module';

/**
 * Loads what speaks the protocol when it is first asked: the SDK and its schemas, 260 files, would add a tenth to each start of
 * the server, and many are never asked.
 */
@Injectable()
export class McpOnDemand {
  constructor(private readonly modules: LazyModuleLoader) {}

  async servers(): Promise<McpServers> {
    // Not by import(), which Jest does not have.
    const loaded = createRequire(__filename)('./mcp-tools.module.js') as { McpToolsModule: typeof McpToolsModule };
    const module = await this.modules.load(() => loaded.McpToolsModule);
    return module.get(loaded.McpToolsModule).servers;
  }
}
