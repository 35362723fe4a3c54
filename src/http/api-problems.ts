import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiResponse } from './api-docs';
import { inBoth, type Text } from './language';
import type { ProblemStatus } from './problem';
import { ProblemDocument } from './problem-document';
import { problemTitles } from './problem-response';

const examples: Readonly<Partial<Record<ProblemStatus, readonly [kind: string, instance: string, detail: Text]>>> = {
  400: [
    'requisicao-malformada',
    '/usuarios',
    { pt: 'O corpo não é um JSON válido.', en: 'The body is not valid JSON.' },
  ],
  401: [
    'chave-invalida',
    '/usuarios',
    { pt: 'A chave não existe ou foi revogada.', en: 'The key does not exist or was revoked.' },
  ],
  403: [
    'escopo-insuficiente',
    '/usuarios',
    { pt: 'A chave tem o escopo leitura; é preciso escrita.', en: 'The key has the scope leitura; escrita is needed.' },
  ],
  404: [
    'usuario-nao-encontrado',
    '/filmes/6/recomendacoes',
    { pt: 'Usuário com ID 6 não encontrado.', en: 'There is no user with ID 6.' },
  ],
  408: [
    'tempo-esgotado',
    '/usuarios',
    { pt: 'O corpo não chegou inteiro em 30 s.', en: 'The body did not arrive whole within 30 s.' },
  ],
  409: [
    'email-em-uso',
    '/usuarios',
    {
      pt: 'O email ana@example.com já é de outro usuário.',
      en: 'The email ana@example.com already belongs to another user.',
    },
  ],
  410: [
    'cursor-vencido',
    '/filmes/1/recomendacoes?cursor=…',
    {
      pt: 'As notas, o catálogo, o modelo ou as regras mudaram desde a primeira página: peça-a de novo, sem cursor.',
      en: 'The ratings, the catalogue, the model or the rules have changed since the first page: ask for it again, without a cursor.',
    },
  ],
  413: [
    'corpo-grande-demais',
    '/usuarios',
    { pt: 'O corpo passa do tamanho aceito.', en: 'The body is larger than what is accepted.' },
  ],
  415: [
    'tipo-nao-suportado',
    '/usuarios',
    {
      pt: 'O corpo deve ser application/json, dito no cabeçalho Content-Type.',
      en: 'The body must be application/json, as the Content-Type header says it.',
    },
  ],
  422: [
    'valor-invalido',
    '/filmes?limite=0',
    {
      pt: 'limite: recebeu 0; aceita um número inteiro de 1 a 1000.',
      en: 'limite: got 0; takes a whole number from 1 to 1000.',
    },
  ],
  431: [
    'cabecalhos-grandes-demais',
    '',
    {
      pt: 'O endereço e os cabeçalhos passam do tamanho aceito, 16 kB ao todo.',
      en: 'The address and the headers are larger than what is accepted, 16 kB in all.',
    },
  ],
  429: [
    'requisicoes-demais',
    '/filmes',
    {
      pt: 'O limite é de 600 requisições por minuto. Tente de novo em 42 s.',
      en: 'The limit is 600 requests a minute. Try again in 42 s.',
    },
  ],
  503: [
    'banco-indisponivel',
    '/filmes',
    {
      pt: 'O banco de dados não responde. Tente de novo em instantes.',
      en: 'The database does not answer. Try again shortly.',
    },
  ],
};

const retryAfter = {
  'Retry-After': {
    description: { pt: 'Segundos até valer a pena tentar de novo', en: 'Seconds until it is worth trying again' },
    schema: { type: 'integer', minimum: 1 },
  },
};
const challenge = {
  'WWW-Authenticate': {
    description: { pt: 'Que chave é preciso', en: 'What key is needed' },
    schema: { type: 'string' },
  },
};
const headers: Readonly<Partial<Record<ProblemStatus, object>>> = {
  401: challenge,
  403: challenge,
  429: retryAfter,
  503: retryAfter,
};

/**
 * Names the problems of a route that its shape does not tell (404, 409, ...). The others are added to the document by
 * openapi-shapes.ts and openapi-access.ts: of keys and limits, of bodies and of parameters.
 */
export function ApiProblems(...statuses: ProblemStatus[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDocument),
    ...statuses.map((status) => ApiResponse({ status, description: problemTitles[status] })),
  );
}

/** A problem as the document describes it; it is the same on every route. */
export function problemResponse(status: ProblemStatus): object {
  const title = problemTitles[status];
  const [kind, instance, detail] = examples[status] ?? ['', '', { pt: '', en: '' }];
  const erros =
    status === 422
      ? { erros: [{ campo: 'limite', mensagem: inBoth((language) => detail[language].slice('limite: '.length, -1)) }] }
      : {};
  return {
    description: title,
    headers: headers[status],
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(ProblemDocument) },
        example: { type: `urn:centroide:problema:${kind}`, title, status, detail, instance, error: detail, ...erros },
      },
    },
  };
}
