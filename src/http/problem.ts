import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Text } from './language';

/** One field of a request that cannot be accepted. */
export interface FieldError {
  /** Name of the field as the client wrote it. */
  readonly field: string;
  readonly message: Text;
}

/** A row of a batch that cannot be accepted: all of it, or one of its fields. */
export interface RowError {
  /** Place in the list, or line; from 1. */
  readonly row: number;
  readonly field?: string;
  readonly message: Text;
}

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 431 | 500 | 503;

/** An error that a client can understand. Every domain error is one; the filter turns it into a problem document. */
export class Problem extends Error {
  constructor(
    readonly status: ProblemStatus,
    /** Last part of the problem's `type`. */
    readonly kind: string,
    readonly text: Text,
    readonly fields: readonly (FieldError | RowError)[] = [],
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

/** How many errors of a batch are told: whoever reads them corrects the cause, not each row. */
const MOST_ROW_ERRORS = 100;

/** Some row of a batch cannot be accepted; so none is. */
export class InvalidRows extends Problem {
  constructor(errors: readonly RowError[]) {
    const [first] = errors;
    const others = errors.length - 1;
    const place = first.field === undefined ? '' : `, ${first.field}`;
    super(
      422,
      'linha-invalida',
      {
        pt: `Linha ${first.row}${place}: ${first.message.pt}${others > 0 ? ` (e mais ${others})` : ''}. Nada foi gravado.`,
        en: `Row ${first.row}${place}: ${first.message.en}${others > 0 ? ` (and ${others} more)` : ''}. Nothing was written.`,
      },
      errors.slice(0, MOST_ROW_ERRORS),
    );
  }
}

class FieldErrorDocument {
  @ApiPropertyOptional({ example: 3, type: 'integer', description: 'Só em lotes' })
  linha?: number;
  @ApiPropertyOptional({ example: 'limite', description: 'Ausente quando a linha toda está errada' })
  campo?: string;
  @ApiProperty({ example: 'recebeu "0"; aceita um número inteiro de 1 a 100' })
  mensagem!: string;
}

/** RFC 9457 problem document, plus `error`, the field that the first system answered errors in. */
export class ProblemDocument {
  @ApiProperty({ example: 'urn:centroide:problema:usuario-nao-encontrado' })
  type!: string;
  @ApiProperty({ example: 'Não encontrado' })
  title!: string;
  @ApiProperty({ example: 404, type: 'integer' })
  status!: number;
  @ApiProperty({ example: 'Usuário com ID 6 não encontrado.' })
  detail!: string;
  @ApiProperty({ example: '/filmes/6/recomendacoes' })
  instance!: string;
  @ApiProperty({ example: 'Usuário com ID 6 não encontrado.' })
  error!: string;
  @ApiPropertyOptional({
    type: [FieldErrorDocument],
    description: 'Só em valores inválidos: cada campo, e o que ele aceita',
  })
  erros?: FieldErrorDocument[];
}
