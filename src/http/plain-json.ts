import { InvalidFields, Problem } from './problem';
import { unknownParameter } from './validation.pipe';

/** Lists and objects within each other, at most: far more than any route takes. */
const DEEPEST = 32;

/** Names that every JavaScript object has: whoever reads them off a body gets something else than they think. */
const inherited: readonly string[] = ['constructor', '__proto__'];

class NestedTooDeep extends Problem {
  constructor() {
    super(400, 'requisicao-malformada', {
      pt: `O corpo tem listas e objetos demais uns dentro dos outros; aceita até ${DEEPEST} níveis.`,
      en: `The body has too many lists and objects within each other; it may have up to ${DEEPEST} levels.`,
    });
  }
}

/**
 * Refuses a parsed body that would lead astray whoever walks it: one nested so deep that they run out of stack, since they
 * call themselves for each level, which `JSON.parse` does not; or one with fields that are named as what all objects have.
 * Throws NestedTooDeep, InvalidFields.
 */
export function assertPlainJson(value: unknown, levels = DEEPEST): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw new NestedTooDeep();
  for (const field of inherited)
    if (Object.hasOwn(value, field)) throw new InvalidFields([{ field, message: unknownParameter }]);
  for (const child of Object.values(value)) assertPlainJson(child, levels - 1);
}
