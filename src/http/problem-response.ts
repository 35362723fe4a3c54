import type { Request, Response } from 'express';
import type { Problem, ProblemStatus } from './problem';
import type { ProblemDocument } from './problem-document';
import { languageOf, type Language, type Text } from './language';

export const problemTitles: Readonly<Record<ProblemStatus, Text>> = {
  400: { pt: 'Requisição malformada', en: 'Bad request' },
  401: { pt: 'Chave necessária', en: 'Key required' },
  403: { pt: 'Não permitido', en: 'Not allowed' },
  404: { pt: 'Não encontrado', en: 'Not found' },
  405: { pt: 'Método não permitido', en: 'Method not allowed' },
  408: { pt: 'Tempo esgotado', en: 'Request timeout' },
  409: { pt: 'Conflito', en: 'Conflict' },
  410: { pt: 'Não vale mais', en: 'Gone' },
  413: { pt: 'Corpo grande demais', en: 'Body too large' },
  415: { pt: 'Tipo de conteúdo não suportado', en: 'Unsupported media type' },
  422: { pt: 'Valor inválido', en: 'Invalid value' },
  429: { pt: 'Requisições demais', en: 'Too many requests' },
  431: { pt: 'Cabeçalhos grandes demais', en: 'Headers too large' },
  500: { pt: 'Erro interno', en: 'Internal error' },
  503: { pt: 'Indisponível no momento', en: 'Unavailable right now' },
};

/** Answer with a problem document, in the language that the client prefers. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  const language = languageOf(request);
  response
    .status(problem.status)
    .set({ ...problem.headers, 'Content-Language': language === 'en' ? 'en' : 'pt-BR' })
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, language, request.originalUrl)));
}

/** instance: what was asked for, as it came. */
export function problemDocument(problem: Problem, language: Language, instance: string): ProblemDocument {
  const detail = problem.text[language];
  const document: ProblemDocument = {
    type: `urn:centroide:problema:${problem.kind}`,
    title: problemTitles[problem.status][language],
    status: problem.status,
    detail,
    instance,
    error: detail,
  };
  if (problem.fields.length > 0)
    document.erros = problem.fields.map(({ field, message, ...place }) => ({
      ...('row' in place ? { linha: place.row } : {}),
      campo: field,
      mensagem: message[language],
    }));
  return document;
}
