import { Logger } from '@nestjs/common';
import { InvalidSettings, processSettings } from './config/settings';
import { createServer } from './server';

async function main(): Promise<void> {
  const settings = processSettings();
  const app = await createServer(settings);
  await app.listen(settings.port, settings.host);
  const url = (await app.getUrl())
    .replace('[::1]', 'localhost')
    .replace('0.0.0.0', 'localhost')
    .replace('[::]', 'localhost');
  new Logger('Centroide').log(
    [
      'Pronto. Onde clicar:',
      `  recomendações  ${url}/filmes/1/recomendacoes`,
      `  mapa de filmes ${url}/modelo/mapa.svg`,
      `  documentação   ${url}/docs`,
    ].join('\n'),
  );
}

main().catch((error: unknown) => {
  if (error instanceof InvalidSettings) console.error(error.message);
  else new Logger('Centroide').error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
