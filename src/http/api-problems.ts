import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDocument } from './problem';

const examples = {
  400: ['Requisição malformada', 'requisicao-malformada', 'O corpo não é um JSON válido.'],
  401: ['Chave necessária', 'chave-invalida', 'A chave não existe ou foi revogada.'],
  403: ['Não permitido', 'escopo-insuficiente', 'A chave tem o escopo leitura; é preciso escrita.'],
  404: ['Não encontrado', 'usuario-nao-encontrado', 'Usuário com ID 6 não encontrado.'],
  409: ['Conflito', 'email-em-uso', 'O email "ana@example.com" já é do usuário 7.'],
  410: [
    'Não vale mais',
    'cursor-vencido',
    'As notas, o catálogo ou o modelo mudaram desde a primeira página: peça-a de novo, sem cursor.',
  ],
  413: ['Corpo grande demais', 'corpo-grande-demais', 'O corpo passa do tamanho aceito.'],
  415: ['Tipo de conteúdo não suportado', 'tipo-nao-suportado', 'O corpo deve ser application/json em UTF-8.'],
  422: ['Valor inválido', 'valor-invalido', 'limite: recebeu "0"; aceita um número inteiro de 1 a 100.'],
  429: ['Requisições demais', 'requisicoes-demais', 'O limite é de 600 requisições por minuto. Tente de novo em 42 s.'],
  503: ['Indisponível no momento', 'banco-indisponivel', 'O banco de dados não responde. Tente de novo em instantes.'],
} as const;

/** Documents which problem documents a route answers; 503 may happen on every one. */
export function ApiProblems(...statuses: (keyof typeof examples)[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDocument),
    ...[...statuses, 503 as const].map((status) => {
      const [title, kind, detail] = examples[status];
      return ApiResponse({
        status,
        description: title,
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDocument) },
            example: { type: `urn:centroide:problema:${kind}`, title, status, detail, error: detail },
          },
        },
      });
    }),
  );
}
