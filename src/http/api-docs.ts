import * as swagger from '@nestjs/swagger';
import type { ApiTag } from './api-tags';
import type { Language, Text } from './language';

/*
 * The decorators of @nestjs/swagger that take something for people to read. Here it is a text in both languages, so that
 * one that is missing does not compile: the document is made once, with both in it, and told in the reader's language
 * (`tell`). A lint rule keeps the others away.
 */

/** Options of @nestjs/swagger with a {@link Text} wherever they have a text. */
type Told<Options> = Options extends object
  ? {
      [Name in keyof Options]: Name extends 'description' | 'summary'
        ? Text
        : Name extends 'schema' | 'items' | 'additionalProperties'
          ? Told<Options[Name]>
          : Name extends 'properties' | 'headers' | 'content' | 'oneOf' | 'anyOf' | 'allOf'
            ? ToldEach<Options[Name]>
            : Options[Name];
    }
  : Options;

/** The same of all values of an object, or of a list. */
type ToldEach<Options> = Options extends object ? { [Name in keyof Options]: Told<Options[Name]> } : Options;

export type ApiPropertyOptions = Told<swagger.ApiPropertyOptions>;
export type ApiResponseOptions = Told<swagger.ApiResponseOptions>;
type AnswerOptions = Told<swagger.ApiResponseNoStatusOptions>;
type ApiBodyOptions = Told<swagger.ApiBodyOptions>;
type ApiHeaderOptions = Told<swagger.ApiHeaderOptions>;
/** A schema of JSON. */
export type Schema = Extract<ApiBodyOptions, { schema: unknown }>['schema'];

interface OperationOptions {
  /** Name of the function that calls the route, in clients made from the document: a verb and what it is about. */
  operationId: string;
  summary: Text;
  description?: Text;
}

// @nestjs/swagger hands on what it is given, a Text in place of a text too.

export const ApiProperty = (options?: ApiPropertyOptions): PropertyDecorator => swagger.ApiProperty(options as never);
export const ApiPropertyOptional = (options?: ApiPropertyOptions): PropertyDecorator =>
  swagger.ApiPropertyOptional(options as never);

export const ApiTags = (tag: ApiTag): MethodDecorator & ClassDecorator => swagger.ApiTags(tag);
export const ApiOperation = (options: OperationOptions): MethodDecorator => swagger.ApiOperation(options as never);
export const ApiParam = (options: Told<swagger.ApiParamOptions>): MethodDecorator => swagger.ApiParam(options as never);
export const ApiHeader = (options: ApiHeaderOptions): MethodDecorator => swagger.ApiHeader(options as never);
export const ApiBody = (options: ApiBodyOptions): MethodDecorator => swagger.ApiBody(options as never);

export const ApiResponse = (options: ApiResponseOptions): MethodDecorator => swagger.ApiResponse(options as never);
export const ApiOkResponse = (options: AnswerOptions): MethodDecorator => swagger.ApiOkResponse(options as never);
export const ApiCreatedResponse = (options: AnswerOptions): MethodDecorator =>
  swagger.ApiCreatedResponse(options as never);
export const ApiAcceptedResponse = (options: AnswerOptions): MethodDecorator =>
  swagger.ApiAcceptedResponse(options as never);
export const ApiNoContentResponse = (options: AnswerOptions): MethodDecorator =>
  swagger.ApiNoContentResponse(options as never);

/** A copy of a part of the document with every text in one language. */
export function tell<Part>(part: Part, language: Language): Part {
  return told(part, language) as Part;
}

function told(part: unknown, language: Language): unknown {
  if (Array.isArray(part)) return part.map((one: unknown) => told(one, language));
  if (typeof part !== 'object' || part === null) return part;
  if (isText(part)) return part[language];
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, told(value, language)]));
}

/** Whether it is a text in both languages, and nothing else. */
export function isText(part: unknown): part is Text {
  if (typeof part !== 'object' || part === null || Object.keys(part).length !== 2) return false;
  const { pt, en } = part as Partial<Record<Language, unknown>>;
  return typeof pt === 'string' && typeof en === 'string';
}
