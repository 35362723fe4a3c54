import { Problem } from '../../../src/http/problem';
import { decodePlace, digest, encodePlace } from '../../../src/recommendation/serving/recommendation-cursor';

const list = { request: 'asked', state: 'made of' };
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What is said of a cursor that is refused. */
function refusal(cursor: string): { kind: string; status: number; fields: unknown[] } {
  try {
    decodePlace(cursor, list);
  } catch (error) {
    if (error instanceof Problem) return { kind: error.kind, status: error.status, fields: [...error.fields] };
    throw error;
  }
  throw new Error(`taken: ${cursor}`);
}

describe('a cursor', () => {
  it.each([0, 1, 20, 5_000_000])('names the place after %i films', (skip) => {
    expect(decodePlace(encodePlace(skip, list), list)).toBe(skip);
  });

  it('of a list that is not the same any more is over', () => {
    expect(refusal(encodePlace(5, { ...list, state: 'made of more' }))).toMatchObject({
      kind: 'cursor-vencido',
      status: 410,
    });
  });

  it.each([
    ['of another list', encodePlace(5, { ...list, request: 'asked otherwise' })],
    ['of another list that is over as well', encodePlace(5, { request: 'asked otherwise', state: 'made of more' })],
    ['of nothing', ''],
    ['that is no base64', '%%%'],
    ['that is no JSON', Buffer.from('[5,').toString('base64url')],
    ['that is no list', cursorOf({ 0: 5, 1: 'asked', 2: 'made of', length: 3 })],
    ['of too little', cursorOf([5, 'asked'])],
    ['of too much', cursorOf([5, 'asked', 'made of', 1])],
    ['of a place before the first', cursorOf([-1, 'asked', 'made of'])],
    ['of half a place', cursorOf([1.5, 'asked', 'made of'])],
    ['of a place in letters', cursorOf(['5', 'asked', 'made of'])],
  ])('%s is refused as a field', (_name, cursor) => {
    const message = {
      pt: 'não é um cursor desta lista, com estes parâmetros; use o do cabeçalho Link da página anterior',
      en: 'is not a cursor of this list with these parameters; use the one in the Link header of the page before',
    };
    expect(refusal(cursor)).toEqual({ kind: 'valor-invalido', status: 422, fields: [{ field: 'cursor', message }] });
  });

  it('holds short names of long things', () => {
    expect(digest('a')).toMatch(/^[\w-]{16}$/);
    expect(digest('a')).toBe(digest(Uint8Array.of(97)));
    expect(digest('b')).not.toBe(digest('a'));
  });
});
