import { In, type EntityManager } from 'typeorm';
import { InvalidFields, type FieldError } from '../http/problem';
import { Regra } from '../rules/regra.entity';
import type { Variant } from './experiment.entity';

/** Variants name rules that there are, and that do not hold for everybody: those would be no difference. Throws InvalidFields. */
export async function checkRules(manager: EntityManager, variants: readonly Variant[]): Promise<void> {
  const named = [...new Set(variants.flatMap(({ parametros }) => parametros.regras ?? []))];
  if (named.length === 0) return;
  const stored = new Map((await manager.findBy(Regra, { id: In(named) })).map((rule) => [rule.id, rule]));
  const errors = variants.flatMap(({ parametros }, n) =>
    (parametros.regras ?? []).flatMap((id): FieldError[] => {
      const rule = stored.get(id);
      const field = `variantes.${n}.parametros.regras`;
      if (!rule) return [{ field, message: { pt: `a regra ${id} não existe`, en: `rule ${id} does not exist` } }];
      if (rule.active === 1)
        return [
          {
            field,
            message: {
              pt: `a regra ${id} está ativa, e vale para todos; aceita regras com ativa: false`,
              en: `rule ${id} is active, and holds for everybody; takes rules with ativa: false`,
            },
          },
        ];
      return [];
    }),
  );
  if (errors.length > 0) throw new InvalidFields(errors);
}
