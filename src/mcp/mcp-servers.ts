import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
  type ReadResourceResult,
} from '@modelcontextprotocol/sdk/types.js';
import { VERSION } from '../config/version';
import { DatabaseDamage } from '../database/database-damage';
import { troubleOf } from '../database/database-errors';
import type { Language } from '../http/language';
import { sayText } from '../config/language';
import type { Problem } from '../http/problem';
import { internalError, knownProblem } from '../http/problem.filter';
import { problemDocument } from '../http/problem-response';
import type { Asking } from '../recommendation/serving/person-lists';
import { FilmNightTool } from './film-night-tool';
import { FilmTools } from './film-tools';
import { PersonTools } from './person-tools';
import { Resources, type Resource } from './resources';
import type { Tool } from './tool';

/** Whom a server speaks with. */
export interface Conversation {
  readonly language: Language;
  /** Do something that counts as so many usual requests, for whoever asks. Throws what keeps them from asking, and what `work` throws. */
  turn<Result>(weight: number, work: (asking: Asking) => Promise<Result>): Promise<Result>;
}

/** What a model reads before anything else. */
const instructions =
  'Centroide recommends films by groups of taste. Films and people have ids: find a film by search_films. Answers are those of ' +
  'the HTTP API, whose fields are Portuguese: filmes films, titulo title, ano year, genero genres, diretor director, atores actors, ' +
  'usuario_id person, filme_id film, avaliacao rating (0 to 5), posicao place in the list, pontuacao score, porque main reason, ' +
  'motivos reasons, parte share, por_pessoa by person, agrado liking (0 to 1), origem where a list comes from (modelo the model, ' +
  'populares what most like, rever films seen already), dica a value of a filter that no film has, gostou liked, grupos groups.';

/** Of the Model Context Protocol: there is no such resource. */
const RESOURCE_NOT_FOUND = -32002;

/** Makes servers of the Model Context Protocol, one for each conversation: over HTTP for each request. */
@Injectable()
export class McpServers {
  private readonly logger = new Logger('MCP');
  private readonly tools: ReadonlyMap<string, Tool>;

  constructor(
    films: FilmTools,
    people: PersonTools,
    night: FilmNightTool,
    private readonly resources: Resources,
    private readonly damage: DatabaseDamage,
  ) {
    const all = [...films.tools, ...people.tools, ...night.tools];
    this.tools = new Map(all.map((one) => [one.listed.name, one]));
  }

  /** To be connected to a transport. */
  serverFor(conversation: Conversation): McpServer {
    const mcp = new McpServer(
      { name: 'centroide', title: 'Centroide', version: VERSION },
      { instructions, capabilities: { tools: {} } },
    );
    // Not by registerTool: what is wrong with a parameter is to be told as the API tells it.
    mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: [...this.tools.values()].map(({ listed }) => listed),
    }));
    mcp.server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
      this.call(params.name, params.arguments ?? {}, conversation),
    );
    for (const resource of this.resources.all) {
      const { name, title, description, template } = resource;
      mcp.registerResource(
        name,
        new ResourceTemplate(template, { list: undefined }),
        { title, description, mimeType: 'application/json' },
        (uri, { id }) => this.read(resource, uri, String(id), conversation),
      );
    }
    return mcp;
  }

  /** One message over HTTP, by a server of its own. message: the parsed body. */
  async answer(
    conversation: Conversation,
    request: IncomingMessage,
    response: ServerResponse,
    message: unknown,
  ): Promise<void> {
    const server = this.serverFor(conversation);
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    response.once('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, message);
  }

  private async call(name: string, given: unknown, conversation: Conversation): Promise<CallToolResult> {
    const tool = this.tools.get(name);
    if (!tool) {
      const names = [...this.tools.keys()].join(', ');
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${JSON.stringify(name)}; there are ${names}`);
    }
    try {
      return resultOf(await conversation.turn(tool.weight, (asking) => tool.call(given, asking)));
    } catch (error) {
      const problem = this.problemOf(error, tool.writes);
      return { ...resultOf(problemDocument(problem, conversation.language, `mcp:${name}`)), isError: true };
    }
  }

  private async read(
    resource: Resource,
    uri: URL,
    id: string,
    conversation: Conversation,
  ): Promise<ReadResourceResult> {
    try {
      const content = await conversation.turn(resource.weight, (asking) => resource.read(decoded(id), asking));
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(content) }] };
    } catch (error) {
      const problem = this.problemOf(error, false);
      const document = problemDocument(problem, conversation.language, uri.href);
      throw new McpError(codeOf(problem), document.detail, document);
    }
  }

  private problemOf(error: unknown, writes: boolean): Problem {
    const troubles = { of: troubleOf, onDamage: this.damage.note.bind(this.damage) };
    const problem = knownProblem(error, troubles, writes) ?? internalError;
    if (problem.status >= 500) this.logger.error({ err: error, msg: sayText(problem.text) });
    return problem;
  }
}

/** For models that read the text, and for programs that read the fields. */
function resultOf(answer: object): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: { ...answer } };
}

function codeOf({ status }: Problem): number {
  if (status === 404) return RESOURCE_NOT_FOUND;
  return status >= 500 ? ErrorCode.InternalError : ErrorCode.InvalidParams;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
