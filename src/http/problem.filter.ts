import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem, type ProblemDocument, type ProblemStatus } from './problem';
import { languageOf, type Text } from './text';

const titles: Readonly<Record<ProblemStatus, Text>> = {
  400: { pt: 'Requisição malformada', en: 'Bad request' },
  401: { pt: 'Chave necessária', en: 'Key required' },
  403: { pt: 'Não permitido', en: 'Not allowed' },
  404: { pt: 'Não encontrado', en: 'Not found' },
  405: { pt: 'Método não permitido', en: 'Method not allowed' },
  408: { pt: 'Tempo esgotado', en: 'Request timeout' },
  409: { pt: 'Conflito', en: 'Conflict' },
  413: { pt: 'Corpo grande demais', en: 'Body too large' },
  415: { pt: 'Tipo de conteúdo não suportado', en: 'Unsupported media type' },
  422: { pt: 'Valor inválido', en: 'Invalid value' },
  429: { pt: 'Requisições demais', en: 'Too many requests' },
  500: { pt: 'Erro interno', en: 'Internal error' },
  503: { pt: 'Indisponível no momento', en: 'Unavailable right now' },
};

/** Errors that come from below the controllers, by status: what to say of them. */
const details: Readonly<Partial<Record<number, { status: ProblemStatus; kind: string; text: Text }>>> = {
  400: {
    status: 400,
    kind: 'requisicao-malformada',
    text: { pt: 'O corpo não é um JSON válido.', en: 'The body is not valid JSON.' },
  },
  413: {
    status: 413,
    kind: 'corpo-grande-demais',
    text: { pt: 'O corpo passa do tamanho aceito.', en: 'The body is larger than what is accepted.' },
  },
  415: {
    status: 415,
    kind: 'tipo-nao-suportado',
    text: { pt: 'O corpo deve ser application/json em UTF-8.', en: 'The body must be application/json in UTF-8.' },
  },
};

const internal = {
  kind: 'erro-interno',
  text: {
    pt: 'Algo falhou aqui dentro. O registro do servidor diz o quê.',
    en: 'Something failed in here. The log of the server says what.',
  },
};

const databaseAway = new Problem(
  503,
  'banco-indisponivel',
  {
    pt: 'O banco de dados não responde. Tente de novo em instantes.',
    en: 'The database does not answer. Try again shortly.',
  },
  [],
  { 'Retry-After': '5' },
);

/** Turns everything thrown while a request is answered into an `application/problem+json` document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = this.problemOf(error, request);
    if (problem.status >= 500) this.logger.error(`${request.method} ${request.path}: ${describe(error)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const language = languageOf(request);
    const detail = problem.text[language];
    const document: ProblemDocument = {
      type: `urn:centroide:problema:${problem.kind}`,
      title: titles[problem.status][language],
      status: problem.status,
      detail,
      instance: request.originalUrl,
      error: detail,
    };
    if (problem.fields.length > 0)
      document.erros = problem.fields.map(({ field, message, ...place }) => ({
        ...('row' in place ? { linha: place.row } : {}),
        campo: field,
        mensagem: message[language],
      }));
    response
      .status(problem.status)
      .set({ ...problem.headers, 'Content-Language': language === 'en' ? 'en' : 'pt-BR' })
      .type('application/problem+json')
      .send(JSON.stringify(document));
  }

  private problemOf(error: unknown, request: Request): Problem {
    if (error instanceof Problem) return error;
    if (isDatabaseAway(error)) return databaseAway;
    const status = statusOf(error);
    if (status === 404)
      return new Problem(404, 'rota-inexistente', {
        pt: `Não existe ${request.method} ${request.path}. As rotas estão em /docs.`,
        en: `There is no ${request.method} ${request.path}. The routes are listed at /docs.`,
      });
    const known = details[status];
    return known ? new Problem(known.status, known.kind, known.text) : new Problem(500, internal.kind, internal.text);
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // The body parser's errors carry a status and say that it may be shown.
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : 500;
}

/** Connection refused, reset, shut down, too many, or a SQLite file that stayed locked. */
function isDatabaseAway(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: unknown };
  if (driverError) return isDatabaseAway(driverError);
  if (typeof code !== 'string') return isConnectionLoss(error);
  return /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|57P0[1-3]|08\w{3}|53300|SQLITE_BUSY)$/.test(code);
}

function isConnectionLoss(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
