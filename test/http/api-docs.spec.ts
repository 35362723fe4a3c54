import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags, tell } from '../../src/http/api-docs';

const both = { pt: 'um filme', en: 'a film' };

describe('texts of the OpenAPI document', () => {
  it('are told in one language, wherever they stand', () => {
    const part = {
      description: both,
      properties: { titulo: { type: 'string', example: { pt: 'Clássicos', en: 'Classics' } }, pt: { type: 'string' } },
      required: ['titulo'],
      nothing: null,
    };
    expect(tell(part, 'en')).toEqual({
      description: 'a film',
      properties: { titulo: { type: 'string', example: 'Classics' }, pt: { type: 'string' } },
      required: ['titulo'],
      nothing: null,
    });
    expect(tell(part, 'pt')).toMatchObject({
      description: 'um filme',
      properties: { titulo: { example: 'Clássicos' } },
    });
    // What it is told from stays as it is, for the other language.
    expect(part.description).toBe(both);
  });

  it('do not compile without one of the languages', () => {
    const made = [
      ApiProperty({ description: both, items: { type: 'string', description: both } }),
      // @ts-expect-error Portuguese alone
      ApiProperty({ description: 'um filme' }),
      // @ts-expect-error no English
      ApiProperty({ description: { pt: 'um filme' } }),
      // @ts-expect-error English alone, further in
      ApiProperty({ type: 'array', items: { type: 'string', description: 'a film' } }),
      // @ts-expect-error English alone, of a header
      ApiOkResponse({ headers: { ETag: { description: 'changes', schema: { type: 'string' } } } }),
      // @ts-expect-error an operation without a name
      ApiOperation({ summary: both }),
      // @ts-expect-error an operation without a summary
      ApiOperation({ operationId: 'getFilm' }),
      // @ts-expect-error a tag that nothing is said of
      ApiTags('filmes'),
    ];
    expect(made.every((decorator) => typeof decorator === 'function')).toBe(true);
  });
});
