import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { showSome } from './programme';

async function main() {
  const app = await NestFactory.create(AppModule.in('./data'));
  // Of the cinema's own routes; those of Centroide stay at /films.
  app.setGlobalPrefix('api');
  app.enableShutdownHooks();
  await showSome(app);
  await app.listen(3000, '127.0.0.1');
  console.log('http://127.0.0.1:3000/api/tonight, and the page of Centroide: http://127.0.0.1:3000/films/painel');
}

void main();
