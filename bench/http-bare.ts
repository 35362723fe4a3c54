/** What Nest and Express cost alone: one route that returns the bytes in a file. Usage: http-bare.js <file> <port> */
import { readFileSync } from 'node:fs';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const [, , file, port] = process.argv;
const bytes = readFileSync(file, 'utf8');

@Controller('filmes')
class BareController {
  @Get(':usuario_id/recomendacoes')
  @Header('Content-Type', 'application/json; charset=utf-8')
  recommend(): string {
    return bytes;
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(BareModule, { logger: false });
  await app.listen(Number(port), '127.0.0.1');
}

void main();
