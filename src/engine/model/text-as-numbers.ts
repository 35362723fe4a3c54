import { UnsoundModel } from '../errors';

/** Text as numbers that a model can keep: UTF-16 code units. */
export function textToNumbers(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, n) => text.charCodeAt(n));
}

/** Arguments of one call of String.fromCharCode, far below what a stack can hold. */
const UNITS_AT_ONCE = 8192;

function numbersToText(units: Uint16Array): string {
  const pieces: string[] = [];
  for (let n = 0; n < units.length; n += UNITS_AT_ONCE) {
    pieces.push(String.fromCharCode(...units.subarray(n, n + UNITS_AT_ONCE)));
  }
  return pieces.join('');
}

/** A JSON value kept as numbers. Throws UnsoundModel, naming the array, when it is none. */
export function numbersToJson(name: string, units: Uint16Array): unknown {
  try {
    return JSON.parse(numbersToText(units));
  } catch {
    throw new UnsoundModel(name, 'is not JSON');
  }
}
