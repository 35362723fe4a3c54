import type { OpenAPIObject } from '@nestjs/swagger';
import { isText } from './api-docs';
import { problemResponse } from './api-problems';
import { inBoth, type Text } from './language';
import type { ProblemStatus } from './problem';

/** The parts of an operation of the document that are completed. */
export interface Operation extends Record<string, unknown> {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; description?: Text; schema?: object }[];
  requestBody?: object;
  description?: Text;
  deprecated?: boolean;
  responses: Record<string, { content?: object; headers?: object } | { $ref: string }>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation of a document, with its method. */
export function operationsOf(document: OpenAPIObject): [method: string, operation: Operation][] {
  return Object.values(document.paths).flatMap((path) =>
    methods.flatMap((method): [string, Operation][] =>
      path[method] ? [[method, path[method] as unknown as Operation]] : [],
    ),
  );
}

/** A route with two paths is one operation for us and two in the document: the last path, which is the one to use, has the name. */
function nameOnce(operations: readonly Operation[]): void {
  const named = new Map<string, Operation>();
  for (const operation of operations) {
    const before = named.get(operation.operationId);
    if (before) before.operationId = `${before.operationId}ByOldPath`;
    named.set(operation.operationId, operation);
  }
}

/** Say that a route may answer these problems. */
export function addProblems(operation: Operation, ...statuses: ProblemStatus[]): void {
  for (const status of statuses) operation.responses[status] = { $ref: `#/components/responses/${status}` };
}

/** Adds to the document what is the same on all routes: problems that follow from a route's shape, and what ids are. */
export function completeShapes(document: OpenAPIObject): OpenAPIObject {
  const problems = new Set<ProblemStatus>();
  nameOnce(operationsOf(document).map(([, operation]) => operation));
  for (const [, operation] of operationsOf(document)) {
    const { parameters = [], requestBody, responses } = operation;
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    if (requestBody) addProblems(operation, 400, 408, 413, 415, 422);
    // An address that cannot be decoded.
    if (inPath.length > 0) addProblems(operation, 400);
    // A parameter that is not known.
    addProblems(operation, 422);
    // An address that is too long.
    if (parameters.some((parameter) => parameter.in === 'query')) addProblems(operation, 431);
    for (const { schema } of inPath) restrictId(schema);
    for (const parameter of parameters) if (parameter.in === 'query' && !parameter.required) sayExample(parameter);
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400 || 'content' in response) continue;
      addProblems(operation, Number(status) as ProblemStatus);
      problems.add(Number(status) as ProblemStatus);
    }
    if (requestBody) closeBodies(document, requestBody);
  }
  const components = (document.components ??= {});
  components.responses = Object.fromEntries([...problems].map((status) => [status, problemResponse(status)])) as never;
  nameIntegers(document);
  return document;
}

/** What IdPipe takes. */
function restrictId(schema: object | undefined): void {
  if (schema && 'type' in schema && schema.type === 'integer')
    Object.assign(schema, { minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
}

/** Swagger UI fills its forms with examples: a filter that nobody has asked for would find nothing. */
function sayExample(parameter: { description?: Text; schema?: object }): void {
  const { schema, description } = parameter;
  if (!schema || !('example' in schema)) return;
  const { example } = schema;
  parameter.description = inBoth((language) => {
    const shown = `${language === 'pt' ? 'Exemplo' : 'Example'}: \`${String(isText(example) ? example[language] : example)}\``;
    return description ? `${description[language]}. ${shown}` : shown;
  });
  delete schema.example;
}

/** Bodies with fields that are not known are refused. */
function closeBodies(document: OpenAPIObject, part: object): void {
  for (const reference of schemasIn(part)) {
    const schema = document.components?.schemas?.[reference] as Record<string, unknown> | undefined;
    if (schema?.additionalProperties !== undefined || !schema?.properties) continue;
    schema.additionalProperties = false;
    closeBodies(document, schema);
  }
}

function schemasIn(part: object): string[] {
  return [...JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
}

/** No whole number of ours is larger than 2^53, and many may be larger than 2^31. */
function nameIntegers(part: object): void {
  if ('type' in part && [part.type].flat().includes('integer') && !('format' in part))
    Object.assign(part, { format: 'int64' });
  for (const child of Object.values(part) as unknown[])
    if (typeof child === 'object' && child !== null) nameIntegers(child);
}
