import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { MethodsAt } from './route-methods';
import { Problem, type ProblemStatus } from './problem';
import { sendProblem } from './problem-response';
import { requestIdOf } from './request-id';
import { sayText } from '../config/language';
import type { Text } from './language';

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

/** What nobody foresaw: all that is told of it outside. */
export const internalError = new Problem(500, 'erro-interno', {
  pt: 'Algo falhou aqui dentro. O registro do servidor diz o quê.',
  en: 'Something failed in here. The log of the server says what.',
});

const malformedAddress = new Problem(400, 'requisicao-malformada', {
  pt: 'O endereço tem um % que não vem seguido de dois dígitos hexadecimais de UTF-8.',
  en: 'The address has a % that is not followed by two hexadecimal digits of UTF-8.',
});

const malformedUpload = new Problem(400, 'requisicao-malformada', {
  pt: 'O corpo não é um formulário com um só arquivo (em /importacoes, no campo "arquivo"), ou um de seus campos é longo demais.',
  en: 'The body is not a form with a single file (at /importacoes, in the field "arquivo"), or one of its fields is too long.',
});

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

const databaseReadOnly = new Problem(
  503,
  'banco-sem-escrita',
  {
    pt: 'O banco de dados não consegue gravar: o disco está cheio, falhou ou só permite leitura. Nada deste pedido foi gravado; consultas continuam.',
    en: 'The database cannot write: the disk is full, failed, or may only be read. Nothing of this request was written; reading goes on.',
  },
  [],
  { 'Retry-After': '60' },
);

const databaseDamaged = new Problem(
  503,
  'banco-danificado',
  {
    pt: 'O disco ou os arquivos do banco de dados falharam. Quem administra o servidor precisa olhar.',
    en: 'The disk or the files of the database have failed. Whoever runs the server has to look.',
  },
  [],
  { 'Retry-After': '60' },
);

const databaseGone = new Problem(
  503,
  'banco-sumiu',
  {
    pt: 'O arquivo do banco de dados foi apagado, movido ou trocado. Nada deste pedido foi gravado. Quem administra o servidor precisa pôr o arquivo de volta, ou uma cópia no lugar, e reiniciar.',
    en: 'The file of the database was deleted, moved or replaced. Nothing of this request was written. Whoever runs the server has to put the file back, or a copy in its place, and restart.',
  },
  [],
  { 'Retry-After': '60' },
);

export const databaseTroubles = {
  away: databaseAway,
  'read-only': databaseReadOnly,
  unwritable: databaseReadOnly,
  damaged: databaseDamaged,
  gone: databaseGone,
};

/** What the filter is told of the database. */
export interface DatabaseTroubles {
  /**
   * What an error says of it: it does not answer, takes no writes, cannot write, has lost what it held, its file is gone, or its
   * disk fails, in reading or in writing; null for any other error.
   */
  of(error: unknown): keyof typeof databaseTroubles | 'disk-failing' | null;
  /** What was asked for cannot be read, or what was sent cannot be written: whoever sends requests here should know. */
  onDamage(trouble: 'damaged' | 'unwritable'): void;
}

/**
 * What an error is to whoever asked, where that hangs on nothing else: a problem, or a trouble of the database; null for any other
 * error. writes: whether something was to be written.
 */
export function knownProblem(error: unknown, troubles: DatabaseTroubles, writes: boolean): Problem | null {
  if (error instanceof Problem) return error;
  const seen = troubles.of(error);
  const trouble = seen === 'disk-failing' ? (writes ? 'unwritable' : 'damaged') : seen;
  if (trouble === 'damaged' || trouble === 'unwritable') troubles.onDamage(trouble);
  return trouble && databaseTroubles[trouble];
}

/** Turns everything thrown while a request is answered into an `application/problem+json` document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  constructor(
    private readonly methodsAt: MethodsAt,
    private readonly troubles: DatabaseTroubles,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = this.problemOf(error, request);
    // Who hung up, or has been answered, left nothing to look into.
    const over = response.destroyed || response.writableFinished;
    if (problem.status >= 500 && !over)
      this.logger.error({ requestId: requestIdOf(request), err: error, msg: sayText(problem.text) });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(request, response, problem);
  }

  private problemOf(error: unknown, request: Request): Problem {
    // Bodies are read before a route is looked for: of one that no route takes, it does not matter what is wrong with it.
    if (request.route === undefined && this.isNoRoute(request)) return this.noRoute(request);
    const told = knownProblem(error, this.troubles, request.method !== 'GET' && request.method !== 'HEAD');
    if (told) return told;
    const status = statusOf(error);
    if (status === 404) return this.noRoute(request);
    if (status === 400 && !isDecodable(request.path)) return malformedAddress;
    if (status === 400 && request.is('multipart/form-data')) return malformedUpload;
    const known = details[status];
    return known ? new Problem(known.status, known.kind, known.text) : internalError;
  }

  private isNoRoute({ method, path }: Request): boolean {
    return isDecodable(path) && !this.methodsAt(path).includes(method);
  }

  private noRoute({ method, path }: Request): Problem {
    const methods = this.methodsAt(path);
    if (methods.length === 0)
      return new Problem(404, 'rota-inexistente', {
        pt: `Não existe ${method} ${path}. As rotas estão em /docs.`,
        en: `There is no ${method} ${path}. The routes are listed at /docs.`,
      });
    const allowed = methods.join(', ');
    const text = {
      pt: `${path} não aceita ${method}; aceita ${allowed}.`,
      en: `${path} does not take ${method}; it takes ${allowed}.`,
    };
    return new Problem(405, 'metodo-nao-permitido', text, [], { Allow: allowed });
  }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // The body parser's errors carry a status and say that it may be shown.
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : 500;
}
