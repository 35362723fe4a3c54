import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Text } from './text';

/** One field of a request that cannot be accepted. */
export interface FieldError {
  /** Name of the field as the client wrote it. */
  readonly field: string;
  readonly message: Text;
}

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** An error that a client can understand. Every domain error is one; the filter turns it into a problem document. */
export class Problem extends Error {
  constructor(
    readonly status: ProblemStatus,
    /** Last part of the problem's `type`. */
    readonly kind: string,
    readonly text: Text,
    readonly fields: readonly FieldError[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(text.en);
  }
}

/** Some field holds a value that is not accepted. */
export class InvalidFields extends Problem {
  constructor(fields: readonly FieldError[]) {
    const join = (language: keyof Text) =>
      fields.map(({ field, message }) => `${field}: ${message[language]}`).join('; ') + '.';
    super(422, 'valor-invalido', { pt: join('pt'), en: join('en') }, fields);
  }
}

class FieldErrorDocument {
  @ApiProperty({ example: 'limite' })
  campo!: string;
  @ApiProperty({ example: 'recebeu "0"; aceita um número inteiro de 1 a 100' })
  mensagem!: string;
}

/** RFC 9457 problem document, plus `error`, the field that the first system answered errors in. */
export class ProblemDocument {
  @ApiProperty({ example: 'urn:centroide:problema:usuario-nao-encontrado' })
  type!: string;
  @ApiProperty({ example: 'Não encontrado' })
  title!: string;
  @ApiProperty({ example: 404 })
  status!: number;
  @ApiProperty({ example: 'Usuário com ID 6 não encontrado.' })
  detail!: string;
  @ApiProperty({ example: '/filmes/6/recomendacoes' })
  instance!: string;
  @ApiProperty({ example: 'Usuário com ID 6 não encontrado.' })
  error!: string;
  @ApiPropertyOptional({
    type: [FieldErrorDocument],
    description: 'Only for invalid values: each field and what it takes.',
  })
  erros?: FieldErrorDocument[];
}
