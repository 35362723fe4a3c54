import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caller } from '../access/caller.decorator';
import { HeavyWork } from '../access/heavy-work';
import type { Identity } from '../access/identity';
import { OpenToTokenInBody } from '../access/open-to-token';
import { PublicRead } from '../access/required-scope';
import { RequestLimit } from '../access/request-limit';
import { SETTINGS, type Settings } from '../config/settings';
import { Lang } from '../http/lang.decorator';
import type { Language } from '../http/language';
import { McpOnDemand } from './mcp-on-demand';
import type { Conversation } from './mcp-servers';
import { BatchNotTaken, OriginNotTaken } from './mcp-problems';

/**
 * The Model Context Protocol over Streamable HTTP, without sessions: each request is answered for itself, by any replica. The
 * guard lets through whoever may read anything; each tool then asks for what it needs.
 */
@ApiExcludeController()
@Controller('mcp')
export class McpController {
  constructor(
    private readonly mcp: McpOnDemand,
    private readonly heavy: HeavyWork,
    private readonly limit: RequestLimit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @PublicRead()
  @OpenToTokenInBody()
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Lang() language: Language,
    @Caller() caller: Identity | null,
  ): Promise<void> {
    this.checkOrigin(request.headers.origin);
    const message: unknown = request.body ?? null;
    if (Array.isArray(message)) throw new BatchNotTaken();
    response.setHeader('Cache-Control', 'no-store');
    const servers = await this.mcp.servers();
    const conversation: Conversation = {
      language,
      turn: (weight, work) => {
        // The request itself has counted as one.
        this.limit.charge(request, weight - 1);
        return work({ caller, language, pace: this.heavy.pace(response) });
      },
    };
    await servers.answer(conversation, request, response, message);
  }

  /** As the protocol asks: a page that has made its own name lead here is not let in. */
  private checkOrigin(origin: string | undefined): void {
    const { corsOrigin } = this.settings;
    if (origin === undefined || corsOrigin === '*' || corsOrigin?.includes(origin)) return;
    throw new OriginNotTaken(origin);
  }
}
