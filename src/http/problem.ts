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
