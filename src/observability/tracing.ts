import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';

/** Pause between two sendings, in milliseconds: shorter than a server takes to end, so that little is lost then. */
const SEND_MS = 500;

/**
 * Send a trace of every request, by OTLP over HTTP. What is measured is patched as it is loaded, so this comes before
 * anything else is. Statements are sent without their parameters.
 */
export function startTracing(endpoint: string): void {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const sdk = new NodeSDK({
    serviceName: 'centroide',
    spanProcessors: [new tracing.BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_MS })],
    instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation(), new PgInstrumentation()],
  });
  sdk.start();
}

/** The trace that is under way, as a log line tells it. */
export function traceFields(): object {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? { traceId: context.traceId } : {};
}
