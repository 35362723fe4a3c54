/** An option, or another value, that cannot be accepted. */
export interface InvalidValue {
  /** Its name, as it was given. */
  readonly name: string;
  readonly message: string;
}

/**
 * What was asked for cannot be: nobody has this id, a value is out of range, there is no model yet, the database does not answer.
 * Where nobody catches it, Nest answers with its status and its message.
 */
export class CentroideError extends Error {
  override readonly name = 'CentroideError';
  /** With `expose`, by what Nest and Express know errors of HTTP, of whatever package: the same as `statusCode`, … */
  readonly status: number;
  /** … and whether the message is for whoever asked. */
  readonly expose: boolean;

  constructor(
    message: string,
    /** As over HTTP: 404, 410, 422, 503. */
    readonly statusCode: number,
    /** What it is, by the last part of the `type` that the routes tell: `usuario-nao-encontrado`. */
    readonly kind: string,
    /** Which values, where it is of those. */
    readonly values: readonly InvalidValue[] = [],
  ) {
    super(message);
    this.status = statusCode;
    this.expose = statusCode < 500;
  }
}
