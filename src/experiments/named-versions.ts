import type { EntityManager } from 'typeorm';
import { InvalidFields, type FieldError } from '../http/problem';
import { Experiment, type Variant } from './experiment.entity';

/** Whatever runs SQL. */
interface Queried {
  query<Row>(sql: string): Promise<Row[]>;
}

/** The versions of the model that some variant names, each once. */
export function namedVersions(experiments: readonly { readonly variants: readonly Variant[] }[]): ReadonlySet<number> {
  return new Set(experiments.flatMap(({ variants }) => variants.flatMap(({ parametros }) => parametros.versao ?? [])));
}

/** The versions that experiments which run name: nobody may take them away. */
export async function versionsInUse(transaction: EntityManager): Promise<ReadonlySet<number>> {
  return namedVersions(await transaction.findBy(Experiment, { state: 'rodando' }));
}

/** Numbers of the versions that can answer beside the active one: whole, not rejected, of its data and its engine. */
export async function servableVersions(database: Queried): Promise<ReadonlySet<number>> {
  const rows = await database.query<{ id: number }>(
    `SELECT versao.id FROM modelo_ativo JOIN modelo_versoes AS ativa ON ativa.id = modelo_ativo.versao_id
     JOIN modelo_versoes AS versao ON versao.motor = ativa.motor AND versao.geracao = ativa.geracao
     WHERE versao.estado = 'pronto' AND EXISTS (SELECT 1 FROM modelo_blocos WHERE versao_id = versao.id)
     ORDER BY versao.id DESC`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Variants name versions that can answer, and that stay until the transaction ends. Throws InvalidFields. */
export async function checkVersions(transaction: EntityManager, variants: readonly Variant[]): Promise<void> {
  if (namedVersions([{ variants }]).size === 0) return;
  // Whoever prunes versions changes this row as well: one waits for the other.
  await transaction.query('UPDATE modelo_ativo SET versao_id = versao_id');
  const servable = await servableVersions(transaction);
  const list = servable.size > 0 ? [...servable].join(', ') : null;
  const errors = variants.flatMap(({ parametros: { versao } }, n): FieldError[] =>
    versao === undefined || servable.has(versao)
      ? []
      : [
          {
            field: `variantes.${n}.parametros.versao`,
            message: {
              pt: `recebeu ${versao}; aceita uma versão do modelo que ainda está guardada: ${list ?? 'não há nenhuma'}`,
              en: `got ${versao}; takes a version of the model that is still kept: ${list ?? 'there is none'}`,
            },
          },
        ],
  );
  if (errors.length > 0) throw new InvalidFields(errors);
}
