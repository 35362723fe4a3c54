import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { eachDatabase } from '../support/databases';
import { startServerProgram, type ServerProgram } from '../support/program';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

interface Span {
  readonly traceId: string;
  readonly name: string;
  readonly attributes: readonly { key: string; value: { stringValue?: string } }[];
}

/** Takes traces as a collector does, by OTLP over HTTP in JSON. */
function collector() {
  const spans: Span[] = [];
  const server: Server = createServer((received, answer) => {
    let body = '';
    received.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    received.once('end', () => {
      if (received.url === '/v1/traces')
        for (const { scopeSpans } of JSON.parse(body).resourceSpans)
          for (const scope of scopeSpans) spans.push(...scope.spans);
      answer.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  return { server, spans };
}

eachDatabase('tracing', (_, create) => {
  let dialect: string;
  const { server: receiver, spans } = collector();
  let server: ServerProgram;

  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const location = await create(trainedDemonstration);
    dialect = location.dialect;
    server = await startServerProgram(location, {
      LOG_LEVEL: 'log',
      PUBLIC_READ: 'true',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    });
  });
  afterAll(async () => {
    await server.kill('SIGTERM');
    receiver.close();
  });

  it('sends a span of a request, of its route and of its statements, without values; log lines name the trace', async () => {
    await request(server.url).get('/filmes?busca=segredo-da-zuleica').set('User-Agent', 'navegador').expect(200);
    const isRequest = ({ name }: Span) => name === 'GET /filmes';
    await until('the span of the request', () => spans.some(isRequest));
    const root = spans.find(isRequest)!;
    const ofTrace = spans.filter(({ traceId }) => traceId === root.traceId);
    expect(ofTrace.some(({ name }) => name.startsWith('request handler'))).toBe(true);
    const statements = ofTrace.flatMap(({ attributes }) => attributes.filter(({ key }) => key === 'db.query.text'));
    // There is no instrumentation of SQLite.
    expect(statements.some(({ value }) => value.stringValue?.includes('FROM filmes'))).toBe(dialect === 'postgres');
    expect(JSON.stringify(spans)).not.toMatch(/zuleica|navegador/);
    const line = server
      .output()
      .split('\n')
      .find((text) => text.includes('"route":"/filmes"'));
    expect(JSON.parse(line!)).toMatchObject({ traceId: root.traceId });
  });

  it('names the span of a list that is kept by its route as well', async () => {
    for (let n = 0; n < 3; n++) await request(server.url).get('/usuarios/1/recomendacoes').expect(200);
    const ofLists = () => spans.filter(({ name }) => name === 'GET /usuarios/:usuario_id/recomendacoes');
    await until('the spans of all three', () => ofLists().length === 3);
    const routes = ofLists().map(
      ({ attributes }) => attributes.find(({ key }) => key === 'http.route')?.value.stringValue,
    );
    expect(routes).toEqual(Array(3).fill('/usuarios/:usuario_id/recomendacoes'));
  });
});
