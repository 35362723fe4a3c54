import { Logger } from '@nestjs/common';
import { KeysService } from './access/keys.service';
import type { Settings } from './config/settings';
import { DatabaseUnusable } from './database/database-unusable';
import { createPino, isForPeople, logProcess } from './observability/pino-logger';
import { createServer } from './create-server';

/** Start the server and say where it is. `traceFields`: what log lines tell of the trace under way. */
export async function serve(settings: Settings, traceFields?: () => object): Promise<void> {
  const log = createPino(settings, traceFields);
  logProcess(log);
  const logger = new Logger('Centroide');
  try {
    const app = await createServer(settings, log);
    await app.listen(settings.port, settings.host);
    const firstKey = await app.get(KeysService).createFirst();
    const url = (await app.getUrl())
      .replace('[::1]', 'localhost')
      .replace('0.0.0.0', 'localhost')
      .replace('[::]', 'localhost');
    if (isForPeople(settings.logFormat)) console.log(whereToClick(url));
    else logger.log(whereToClick(url));
    if (firstKey) console.log(welcome(firstKey.text, url));
  } catch (error) {
    logger.error(forWhoeverStartsIt(error, settings));
    process.exit(1);
  }
}

/** One sentence for what whoever starts the server can put right; anything else as it is, with its stack. */
function forWhoeverStartsIt(error: unknown, { host, ...settings }: Settings): unknown {
  if (error instanceof DatabaseUnusable) return error.message;
  const { code, port = settings.port } = error as NodeJS.ErrnoException & { port?: number };
  const variable = port === settings.metricsPort ? 'METRICS_PORT' : 'PORT';
  if (code === 'EADDRINUSE') return `A porta ${port} já está em uso. Pare quem a usa, ou escolha outra com ${variable}`;
  if (code === 'EACCES') return `A porta ${port} não é permitida a este usuário. Escolha outra com ${variable}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST: ${host} não é um endereço desta máquina. Use 127.0.0.1, ou 0.0.0.0 para todos`;
  return error;
}

function whereToClick(url: string): string {
  return [
    'Pronto. Onde clicar:',
    `  painel         ${url}/painel`,
    `  recomendações  ${url}/filmes/1/recomendacoes`,
    `  mapa de filmes ${url}/modelo/mapa.svg`,
    `  documentação   ${url}/docs`,
  ].join('\n');
}

/** Written past the log, whatever its level: nobody can read the key again, and no log should hold it. */
function welcome(key: string, url: string): string {
  return [
    '',
    'Primeira chave (admin). Guarde-a: ela não é mostrada de novo.',
    '',
    `  ${key}`,
    '',
    'No painel, já com ela:',
    '',
    `  ${url}/painel#chave=${key}`,
    '',
    'Quem escreve a manda no cabeçalho Authorization:',
    '',
    `  curl -X PUT ${url}/usuarios/1/avaliacoes/3 -H 'Authorization: Bearer ${key}' \\`,
    `    -H 'Content-Type: application/json' -d '{"avaliacao": 5}'`,
    '',
    'Outras chaves: centroide chaves criar <nome> --escopo leitura|escrita|admin',
    '',
  ].join('\n');
}
