import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { hasBody } from './body-type.guard';
import { assertPlainJson } from './plain-json';
import { InvalidFields, InvalidRows, Problem } from './problem';

/** A row of a body, before anybody looked at what it holds. */
export interface BodyRow {
  /** Its place in the list, or its line; from 1. */
  readonly row: number;
  readonly value: unknown;
}

/** The content types that rows come in. */
export const rowTypes = ['application/json', 'application/x-ndjson'] as const;

/** The most rows that one request may hold. */
export const MOST_ROWS = 10_000;

/** 10,000 films with long casts, and some room. In bytes. */
export const LARGEST_BATCH = 16 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What has been read, or is being read. */
const texts = new WeakMap<Request, Promise<string>>();

/**
 * Parameter of a handler: the rows in the body of the request, a JSON array or one JSON value per line; with `alone`, one
 * object is a row, too. It is read here,
 * after the guards, and not by the parser of the other routes: nobody without a key makes the server hold this much.
 */
export const BodyRows = createParamDecorator(
  (alone: 'alone' | undefined, context: ExecutionContext): Promise<BodyRow[]> =>
    readRows(context.switchToHttp().getRequest<Request>(), alone !== undefined),
);

/** Throws InvalidFields, InvalidRows, and the problems below. */
async function readRows(request: Request, alone: boolean): Promise<BodyRow[]> {
  const text = await bodyTextOf(request);
  const rows = request.is('application/x-ndjson') ? linesOf(text) : itemsOf(text, alone);
  if (rows.length > MOST_ROWS)
    throw new InvalidFields([
      {
        field: 'lote',
        message: {
          pt: `recebeu ${rows.length} linhas; aceita até ${MOST_ROWS}. Para mais, há POST /importacoes`,
          en: `got ${rows.length} rows; takes up to ${MOST_ROWS}. For more there is POST /importacoes`,
        },
      },
    ]);
  return rows;
}

/** Whether the body of a request is left to whoever looks for rows in it. */
export function readsItself(request: Request): boolean {
  return request.body === undefined && hasBody(request);
}

/** The text of a body of rows; it is read once, whoever asks first. Throws the problems below. */
export function bodyTextOf(request: Request): Promise<string> {
  const known = texts.get(request);
  if (known) return known;
  const text = readText(request);
  texts.set(request, text);
  return text;
}

async function readText(request: Request): Promise<string> {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new UnsupportedEncoding();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BATCH) chunks.push(chunk);
    // The rest is read to its end and dropped: of a connection that is closed while the client sends, it may lose the answer.
    else chunks.length = 0;
  }
  if (size > LARGEST_BATCH) throw new RowsTooLarge();
  try {
    return utf8.decode(Buffer.concat(chunks));
  } catch {
    throw new MalformedRows();
  }
}

function itemsOf(text: string, alone: boolean): BodyRow[] {
  const list = parse(text);
  if (list === undefined) throw new MalformedRows();
  assertPlainJson(list);
  if (alone && typeof list === 'object' && list !== null && !Array.isArray(list)) return [{ row: 1, value: list }];
  if (!Array.isArray(list))
    throw new InvalidFields([
      {
        field: 'lote',
        message: {
          pt: 'recebeu outra coisa; aceita uma lista JSON, ou NDJSON com Content-Type: application/x-ndjson',
          en: 'got something else; takes a JSON array, or NDJSON with Content-Type: application/x-ndjson',
        },
      },
    ]);
  return list.map((value: unknown, n) => ({ row: n + 1, value }));
}

function linesOf(text: string): BodyRow[] {
  return text.split('\n').flatMap((line, n) => {
    if (line.trim() === '') return [];
    const value = parse(line);
    if (value === undefined)
      throw new InvalidRows([{ row: n + 1, message: { pt: 'não é um JSON válido', en: 'is not valid JSON' } }]);
    assertPlainJson(value);
    return [{ row: n + 1, value }];
  });
}

/** Undefined when the text is no JSON: JSON itself has no undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class MalformedRows extends Problem {
  constructor() {
    super(400, 'requisicao-malformada', {
      pt: 'O corpo não é um JSON válido.',
      en: 'The body is not valid JSON.',
    });
  }
}

export class RowsTooLarge extends Problem {
  constructor() {
    super(413, 'corpo-grande-demais', {
      pt: 'O corpo passa do tamanho aceito.',
      en: 'The body is larger than what is accepted.',
    });
  }
}

class UnsupportedEncoding extends Problem {
  constructor() {
    super(415, 'tipo-nao-suportado', {
      pt: 'O corpo de um lote não pode vir comprimido.',
      en: 'The body of a batch must not be compressed.',
    });
  }
}
