import { InvalidSettings, processSettings } from './config/settings';
import { DatabaseUnusable } from './database/database-unusable';

/** Starts the HTTP server. */
async function main(): Promise<void> {
  const settings = processSettings();
  // Tracing patches what it measures as that is loaded: so nothing else is, until it has started.
  const tracing = settings.traceEndpoint === null ? null : await import('./observability/tracing.js');
  tracing?.startTracing(settings.traceEndpoint ?? '');
  const { serve } = await import('./serve.js');
  await serve(settings, tracing?.traceFields);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof InvalidSettings || error instanceof DatabaseUnusable;
  console.error(isForPeople ? error.message : error);
  process.exit(1);
});
