import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { ApiResponse } from './api-docs';
import type { ProblemStatus } from './problem';
import { ProblemDocument } from './problem-document';
import { problemTitles } from './problem-response';

const examples: Readonly<Partial<Record<ProblemStatus, readonly [kind: string, instance: string, detail: string]>>> = {
  400: ['requisicao-malformada', '/usuarios', 'O corpo não é um JSON válido.'],
  401: ['chave-invalida', '/usuarios', 'A chave não existe ou foi revogada.'],
  403: ['escopo-insuficiente', '/usuarios', 'A chave tem o escopo leitura; é preciso escrita.'],
  404: ['usuario-nao-encontrado', '/filmes/6/recomendacoes', 'Usuário com ID 6 não encontrado.'],
  408: ['tempo-esgotado', '/usuarios', 'O corpo não chegou inteiro em 30 s.'],
  409: ['email-em-uso', '/usuarios', 'O email ana@example.com já é de outro usuário.'],
  410: [
    'cursor-vencido',
    '/filmes/1/recomendacoes?cursor=…',
    'As notas, o catálogo, o modelo ou as regras mudaram desde a primeira página: peça-a de novo, sem cursor.',
  ],
  413: ['corpo-grande-demais', '/usuarios', 'O corpo passa do tamanho aceito.'],
  415: ['tipo-nao-suportado', '/usuarios', 'O corpo deve ser application/json, dito no cabeçalho Content-Type.'],
  422: ['valor-invalido', '/filmes?limite=0', 'limite: recebeu 0; aceita um número inteiro de 1 a 1000.'],
  431: ['cabecalhos-grandes-demais', '', 'O endereço e os cabeçalhos passam do tamanho aceito, 16 kB ao todo.'],
  429: ['requisicoes-demais', '/filmes', 'O limite é de 600 requisições por minuto. Tente de novo em 42 s.'],
  503: ['banco-indisponivel', '/filmes', 'O banco de dados não responde. Tente de novo em instantes.'],
};

const retryAfter = {
  'Retry-After': { description: { pt: 'Segundos até valer a pena tentar de novo', en: 'Seconds until it is worth trying again' }, schema: { type: 'integer', minimum: 1 } },
};
const challenge = { 'WWW-Authenticate': { description: { pt: 'Que chave é preciso', en: 'What key is needed' }, schema: { type: 'string' } } };
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
    ...statuses.map((status) => ApiResponse({ status, description: problemTitles[status].pt })),
  );
}

/** A problem as the document describes it; it is the same on every route. */
export function problemResponse(status: ProblemStatus): object {
  const title = problemTitles[status].pt;
  const [kind, instance, detail] = examples[status] ?? ['', '', ''];
  const erros = status === 422 ? { erros: [{ campo: 'limite', mensagem: detail.slice('limite: '.length, -1) }] } : {};
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
