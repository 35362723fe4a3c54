import { Logger } from '@nestjs/common';
import { KeysService } from './access/keys.service';
import { InvalidSettings, processSettings } from './config/settings';
import { createServer } from './server';

async function main(): Promise<void> {
  const settings = processSettings();
  const app = await createServer(settings);
  await app.listen(settings.port, settings.host);
  const firstKey = await app.get(KeysService).createFirst();
  const url = (await app.getUrl())
    .replace('[::1]', 'localhost')
    .replace('0.0.0.0', 'localhost')
    .replace('[::]', 'localhost');
  new Logger('Centroide').log(
    [
      'Pronto. Onde clicar:',
      `  painel         ${url}/painel`,
      `  recomendações  ${url}/filmes/1/recomendacoes`,
      `  mapa de filmes ${url}/modelo/mapa.svg`,
      `  documentação   ${url}/docs`,
    ].join('\n'),
  );
  if (firstKey) console.log(welcome(firstKey.text, url));
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

main().catch((error: unknown) => {
  if (error instanceof InvalidSettings) console.error(error.message);
  else new Logger('Centroide').error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
