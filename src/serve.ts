import { Logger } from '@nestjs/common';
import { makeFirstKey } from './access/first-key';
import { KeysService } from './access/keys.service';
import type { Settings } from './config/settings';
import { DatabaseUnusable } from './database/database-unusable';
import { UploadFolderUnusable } from './importing/jobs/upload-folder';
import { createPino, isForPeople, logProcess } from './observability/pino-logger';
import { createServer } from './create-server';
import { say } from './config/language';

/** Start the server and say where it is. `traceFields`: what log lines tell of the trace under way. */
export async function serve(settings: Settings, traceFields?: () => object): Promise<void> {
  const log = createPino(settings, traceFields);
  logProcess(log);
  const logger = new Logger('Centroide');
  try {
    const app = await createServer(settings, log);
    // By way of process.exit, so that the log is written to its end.
    app.enableShutdownHooks([], { useProcessExit: true });
    await app.listen(settings.port, settings.host);
    const url = (await app.getUrl())
      .replace('[::1]', 'localhost')
      .replace('0.0.0.0', 'localhost')
      .replace('[::]', 'localhost');
    const say = isForPeople(settings.logFormat) ? console.log : (text: string) => logger.log(text);
    const firstKey = await makeFirstKey(app.get(KeysService), settings, url + settings.basePath);
    say(whereToClick(url + settings.basePath));
    // Past the log, whatever its level: nobody can read the key again, and no log should hold it.
    if (firstKey) (firstKey.secret ? console.log : say)(firstKey.text);
  } catch (error) {
    logger.error(forWhoeverStartsIt(error, settings));
    process.exit(1);
  }
}

/** One sentence for what whoever starts the server can put right; anything else as it is, with its stack. */
function forWhoeverStartsIt(error: unknown, { host, ...settings }: Settings): unknown {
  if (error instanceof DatabaseUnusable || error instanceof UploadFolderUnusable) return error.message;
  const { code, port = settings.port } = error as NodeJS.ErrnoException & { port?: number };
  const variable = port === settings.metricsPort ? 'METRICS_PORT' : 'PORT';
  if (code === 'EADDRINUSE')
    return say(
      `A porta ${port} já está em uso. Pare quem a usa, ou escolha outra com ${variable}`,
      `Port ${port} is in use already. Stop what uses it, or choose another by ${variable}`,
    );
  if (code === 'EACCES')
    return say(
      `A porta ${port} não é permitida a este usuário. Escolha outra com ${variable}`,
      `This user may not use port ${port}. Choose another by ${variable}`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return say(
      `HOST: ${host} não é um endereço desta máquina. Use 127.0.0.1, ou 0.0.0.0 para todos`,
      `HOST: ${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all`,
    );
  return error;
}

function whereToClick(url: string): string {
  return [
    say('Pronto. Onde clicar:', 'Ready. Where to click:'),
    `  ${say('painel        ', 'the page      ')} ${url}/painel`,
    `  ${say('experimente   ', 'try it        ')} ${url}/painel/experimente`,
    `  ${say('mapa de filmes', 'map of films  ')} ${url}/modelo/mapa.svg`,
    `  ${say('documentação  ', 'documentation ')} ${url}/docs`,
  ].join('\n');
}
