import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { KeysService } from '../../src/access/keys.service';
import type { Scope } from '../../src/access/scope';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { withSqlite } from '../support/databases';
import { databaseUrl } from '../support/program';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';
import { call, refusal } from './mcp-client';

const CLI = join(__dirname, '../../src/cli.js');

interface Films {
  filmes: { id: number; porque: string }[];
}

/** The program, asked by hand: lines in, and all that it wrote once it has ended. */
async function conversation(environment: NodeJS.ProcessEnv, messages: readonly object[], awaited?: string) {
  const child = spawn(process.execPath, [CLI, 'mcp'], {
    env: { ...process.env, CENTROIDE_LANG: 'en', CENTROIDE_KEY: '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close');
  for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  if (awaited !== undefined) await until(awaited, () => stderr.includes(awaited));
  child.stdin.end();
  const [code] = (await closed) as [number | null];
  const lines = stdout.split('\n').filter((line) => line !== '');
  return {
    code,
    stderr,
    answers: lines.map((line) => JSON.parse(line) as { jsonrpc: string; id: number; result: object }),
  };
}

const initialize = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const initialized = { method: 'notifications/initialized' };
const search = { id: 2, method: 'tools/call', params: { name: 'search_films', arguments: { limit: 2 } } };

withSqlite('centroide mcp', (_, create) => {
  let location: DatabaseLocation;
  const clients: Client[] = [];
  beforeAll(async () => {
    location = await create(trainedDemonstration);
  }, 180_000);
  afterAll(async () => {
    for (const client of clients) await client.close();
  });

  const environment = (key = '') => ({
    ...{ DATABASE_URL: databaseUrl(location), TRAINER: 'external', CENTROIDE_LANG: 'en', CENTROIDE_KEY: key },
  });

  /** The SDK's own client, which starts the program itself. */
  async function connect(key?: string): Promise<Client> {
    const client = new Client({ name: 'test', version: '1.0.0' });
    clients.push(client);
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [CLI, 'mcp'],
        env: { ...(process.env as Record<string, string>), ...environment(key) },
        stderr: 'ignore',
      }),
    );
    return client;
  }

  async function keyOf(scope: Scope): Promise<string> {
    const database = await Database.open(location, entities);
    try {
      const keys = new KeysService(database, Date.now, () => performance.now());
      return (await keys.create('modelo', scope)).text;
    } finally {
      await database.close();
    }
  }

  it('recommends, rates and reads for whoever runs it', async () => {
    const client = await connect();
    const [first] = (await call<Films>(client, 'recommend_films', { person: 1, limit: 1 })).filmes;
    expect(first.porque).toMatch(/^Because /);
    await call(client, 'rate_film', { person: 1, film: first.id, rating: 4 });
    const { contents } = await client.readResource({ uri: 'centroide://people/1/taste' });
    expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ usuario_id: 1 });
    expect((await client.listTools()).tools).toHaveLength(6);
  });

  it('does what the key in CENTROIDE_KEY may do, and no more', async () => {
    const client = await connect(await keyOf('leitura'));
    expect((await call<Films>(client, 'recommend_films', { person: 1, limit: 1 })).filmes).toHaveLength(1);
    expect(await refusal(client, 'rate_film', { person: 1, film: 4, rating: 1 })).toEqual([
      'escopo-insuficiente',
      'The key has the scope leitura; escrita is needed.',
    ]);
  });

  it('does not start with a key that opens nothing, and says so', async () => {
    const { code, stderr, answers } = await conversation(environment('ctd_000000000000_x'), []);
    expect([code, answers]).toEqual([1, []]);
    expect(stderr).toContain('CENTROIDE_KEY: The key does not exist or has been revoked.');
  });

  it('answers what was asked before its input ended', async () => {
    const { code, answers } = await conversation(environment(), [initialize, initialized, search]);
    expect(code).toBe(0);
    expect(answers.map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual([
      ['2.0', 1],
      ['2.0', 2],
    ]);
  });

  it('seeds and trains in an empty folder, with nothing but the protocol on standard output', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'centroide-mcp-'));
    try {
      const { code, stderr, answers } = await conversation(
        { DATA_DIR: folder, DATABASE_URL: '', LOG_LEVEL: 'log', LOG_FORMAT: 'json' },
        [initialize, initialized, search],
        'Version 1 in use',
      );
      expect(code).toBe(0);
      expect(answers.map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual([
        ['2.0', 1],
        ['2.0', 2],
      ]);
      expect(answers[1].result).toMatchObject({ structuredContent: { total: 481 } });
      expect(stderr).toContain('filled with the demonstration (481 films');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
