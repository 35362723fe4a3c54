import { storable } from '../http/storable-text';

/** The most that the attributes of a film take, as JSON, in bytes. */
const LARGEST_ATTRIBUTES = 4096;

/** How deep lists and objects may lie in each other. */
const DEEPEST = 4;

/** What an attribute may be called. */
export const attributeName = /^[\p{L}\p{N}_-]{1,60}$/u;

/**
 * Attributes as they are stored, JSON; null for what is none: an object whose keys are of letters, digits, `_` and `-`, and whose
 * values are texts without control characters, numbers, true, false, null, and lists and objects of these.
 */
export function attributesText(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isTaken(value, DEEPEST)) return null;
  const text = JSON.stringify(value);
  return Buffer.byteLength(text) <= LARGEST_ATTRIBUTES ? text : null;
}

function isTaken(value: unknown, deep: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return storable.test(value);
  if (typeof value !== 'object' || deep === 0) return false;
  if (Array.isArray(value)) return value.every((one) => isTaken(one, deep - 1));
  return Object.entries(value).every(([key, one]) => attributeName.test(key) && isTaken(one, deep - 1));
}

/** What is taken, for messages. */
export const attributesTaken = {
  pt:
    `um objeto JSON de até ${LARGEST_ATTRIBUTES} bytes: chaves de letras, algarismos, _ e -, até 60; ` +
    'textos sem caracteres de controle, números, true, false, null, e listas e objetos deles',
  en:
    `a JSON object of up to ${LARGEST_ATTRIBUTES} bytes: keys of letters, digits, _ and -, up to 60; ` +
    'texts without control characters, numbers, true, false, null, and lists and objects of these',
};
