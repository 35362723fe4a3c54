import './config/keep-compiled';
import { processSettings } from './config/settings';

/** Ends with 0 when the server on this machine answers; what the container's HEALTHCHECK runs. */
async function main(): Promise<void> {
  const { host, port } = processSettings();
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const answer = await fetch(`http://${address}:${port}/saude/viva`);
  process.exitCode = answer.ok ? 0 : 1;
}

main().catch(() => {
  process.exitCode = 1;
});
