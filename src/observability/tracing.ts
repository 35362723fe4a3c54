import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { NO_ROUTE, routeOf } from './request-labels';

/** Pause between two sendings, in milliseconds: shorter than a server takes to end, so that little is lost then. */
const SEND_MS = 500;

/** What the instrumentation of HTTP notes of people. */
const personal = ['url.query', 'client.address', 'network.peer.address', 'network.peer.port', 'user_agent.original'];

/**
 * Send a trace of every request, by OTLP over HTTP. What is measured is patched as it is loaded, so this comes before
 * anything else is. Statements are sent without their parameters, and addresses as route patterns.
 */
export function startTracing(endpoint: string): void {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'centroide' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_MS })],
  });
  provider.register();
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({
        applyCustomAttributesOnSpan: (span, request) => hidePeople(span, request as IncomingMessage),
        // The exporter's own requests, and those of others that we never make.
        ignoreOutgoingRequestHook: () => true,
      }),
      new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE] }),
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  });
  // Nest imports Express as an ES module does, which no hook sees; it gets what is loaded here.
  createRequire(__filename)('express');
}

function hidePeople(span: Span, request: IncomingMessage): void {
  for (const name of personal) span.setAttribute(name, '');
  const route = routeOf(request);
  span.setAttribute('url.path', route);
  // The instrumentation of Express does so, of what Express answers.
  if (route === NO_ROUTE) return;
  span.setAttribute('http.route', route);
  span.updateName(`${request.method ?? ''} ${route}`);
}

/** The trace that is under way, as a log line tells it. */
export function traceFields(): object {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? { traceId: context.traceId } : {};
}
