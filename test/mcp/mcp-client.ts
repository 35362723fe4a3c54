import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

/** The SDK's own client, connected to a server over HTTP. */
export async function connectOverHttp(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: { 'Accept-Language': 'en', ...headers } },
  });
  await client.connect(transport);
  return client;
}

/** What a tool answers, which is the same as text and as fields. */
export async function call<Answer>(client: Client, name: string, given: Record<string, unknown> = {}): Promise<Answer> {
  const result = await called(client, name, given);
  if (result.isError) throw new Error(JSON.stringify(result.structuredContent));
  return result.structuredContent as Answer;
}

/** The problem that a tool answers with: its kind and its detail. */
export async function refusal(client: Client, name: string, given: Record<string, unknown> = {}): Promise<string[]> {
  const result = await called(client, name, given);
  if (!result.isError) throw new Error(`${name} was not refused`);
  const { type, detail } = result.structuredContent as { type: string; detail: string };
  return [type.replace('urn:centroide:problema:', ''), detail];
}

async function called(client: Client, name: string, given: Record<string, unknown>): Promise<CallToolResult> {
  const result = (await client.callTool({ name, arguments: given })) as CallToolResult;
  const [{ type, text }] = result.content as { type: string; text: string }[];
  expect([type, JSON.parse(text)]).toEqual(['text', result.structuredContent]);
  return result;
}
