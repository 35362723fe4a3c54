import './config/keep-compiled';
import { InvalidSettings, processSettings } from './config/settings';
import { DatabaseUnusable } from './database/database-unusable';

/** Starts the HTTP server. */
async function main(): Promise<void> {
  const settings = processSettings();
  // Tracing patches what it measures as that is loaded: so nothing else is, until it has started.
  const traceFields = settings.traceEndpoint === null ? undefined : await traceTo(settings.traceEndpoint);
  const { serve } = await import('./serve.js');
  await serve(settings, traceFields);
}

/** Resolves to what log lines tell of the trace under way. */
async function traceTo(endpoint: string): Promise<() => object> {
  const { startTracing, traceFields } = await import('./observability/tracing.js');
  startTracing(endpoint);
  return traceFields;
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof InvalidSettings || error instanceof DatabaseUnusable;
  console.error(isForPeople ? error.message : error);
  process.exit(1);
});
