import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem';
import type { Language } from './language';
import { problemDocument } from './problem-response';

const malformed = new Problem(400, 'requisicao-malformada', {
  pt: 'Isto não é uma requisição HTTP bem formada.',
  en: 'This is no well-formed HTTP request.',
});

const hostMissing = new Problem(400, 'requisicao-malformada', {
  pt: 'Falta o cabeçalho Host.',
  en: 'The header Host is missing.',
});

const headersTooLarge = new Problem(431, 'cabecalhos-grandes-demais', {
  pt: 'O endereço e os cabeçalhos passam do tamanho aceito, 16 kB ao todo.',
  en: 'The address and the headers are larger than what is accepted, 16 kB in all.',
});

const headersTooSlow = new Problem(408, 'tempo-esgotado', {
  pt: 'Os cabeçalhos não chegaram inteiros a tempo.',
  en: 'The headers did not arrive whole in time.',
});

const problems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: headersTooSlow,
};

/** A connection, with what Node notes on it: the answer that is under way. */
type Connection = Socket & { readonly _httpMessage?: ServerResponse | null };

/** What Node says of a request that it cannot read, with the piece of it that it was reading. */
type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/** Answers with a problem document what Node refuses before there is a request that anybody could be given. */
export function answerParserErrors(app: NestExpressApplication): void {
  const server = app.getHttpServer() as Server & { requireHostHeader: boolean };
  server.on('clientError', (error: ParserError, socket: Connection) => {
    // Nobody is there, or half an answer has gone out already, in which another has no place.
    if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) socket.destroy();
    else socket.end(answerOf(problems[error.code ?? ''] ?? malformed, languageIn(error.rawPacket)));
  });
  // What a client expects of a server beyond `100-continue` may be overlooked (RFC 9110, 10.1.1); Node's 417 is empty.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  // Node's own answer is empty.
  server.requireHostHeader = false;
  app.use((request: Request, _response: Response, next: NextFunction) => {
    next(request.httpVersion === '1.1' && request.headers.host === undefined ? hostMissing : undefined);
  });
}

/**
 * What language the client prefers is in what could not be read: looked for in the piece of it that came last. Of `en, pt;q=0.5`
 * the first counts, as clients write the one first that they prefer.
 */
function languageIn(packet: Buffer | undefined): Language {
  const [, header = ''] = /^accept-language:([^\r\n]*)/im.exec(packet?.toString('latin1') ?? '') ?? [];
  const [first] = /\b(?:pt|en)\b/i.exec(header) ?? ['pt'];
  return first.toLowerCase() === 'en' ? 'en' : 'pt';
}

function answerOf(problem: Problem, language: Language): string {
  const body = JSON.stringify(problemDocument(problem, language, ''));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Language: ${language === 'en' ? 'en' : 'pt-BR'}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
