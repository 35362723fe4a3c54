import { createHash } from 'node:crypto';
import { sayText, type Text } from '../config/language';
import { searchText } from '../database/fold';
import type { Dialect } from '../database/dialect';
import { freshIds } from '../database/fresh-ids';
import type { Statements } from '../database/sql-value';
import { FILE_SOURCE, partsOf } from '../identifiers/identifier';
import { addIdentifiers, identifiersOf } from '../identifiers/stored-identifiers';
import { LONGEST_NAME } from './user-row';

/**
 * Make users of whom nothing but an id elsewhere is known; resolves to their numbers. Nobody may have one of the ids: who
 * is faster makes it fail as a duplicate, and run anew it finds theirs. chosen: numbers for them that nobody has.
 */
export async function createIdentifiedUsers(
  transaction: Statements,
  dialect: Dialect,
  identifiers: readonly string[],
  chosen?: readonly number[],
): Promise<Map<string, number>> {
  if (identifiers.length === 0) return new Map();
  const ids = chosen ?? (await freshIds(transaction, dialect, 'usuarios', identifiers.length));
  const named = ids.map((id, n) => ({ id, name: nameIn(identifiers[n]) ?? usualName(id) }));
  const insert = () =>
    transaction.query(
      `INSERT INTO usuarios (id, nome, busca_nome)
     SELECT id, nome, busca_nome FROM ${dialect.rowsIn({ id: 'integer', nome: 'text', busca_nome: 'text' })}`,
      [JSON.stringify(named.map(({ id, name }) => [id, name, searchText(name)]))],
    );
  await (chosen ? dialect.insertWithIds(transaction, 'usuarios', chosen, insert) : insert());
  const given = identifiers.map((identifier, n) => ({ id: ids[n], identifier }));
  await addIdentifiers(transaction, dialect, 'usuarios', given);
  return new Map(given.map(({ id, identifier }) => [identifier, id]));
}

/** What a file calls people by is all that is known of them; ids of other systems are for these. */
function nameIn(identifier: string): string | null {
  const { fonte, codigo } = partsOf(identifier);
  return fonte === FILE_SOURCE ? codigo.slice(0, LONGEST_NAME) : null;
}

/** The name of whom nobody named. */
export function usualName(id: number): string {
  return sayText(usualNames(id));
}

/** Whether a name is that of whom nobody named, whatever the language of whoever ran the server then. */
export function isUsualName(name: unknown, id: number): boolean {
  const { pt, en } = usualNames(id);
  return name === pt || name === en;
}

const usualNames = (id: number): Text => ({ pt: `Usuário ${id}`, en: `User ${id}` });

/** By which an erased id elsewhere is told when it comes again, and which says nothing of it. */
function digestOf(identifier: string): string {
  return createHash('sha256').update(identifier).digest('hex');
}

/** Note, in the transaction that erases a user and before it does, that their ids elsewhere do not make them again. */
export async function noteErasedIdentifiers(transaction: Statements, dialect: Dialect, userId: number): Promise<void> {
  const own = (await identifiersOf(transaction, dialect, 'usuarios', [userId])).get(userId) ?? [];
  if (own.length === 0) return;
  await transaction.query(
    `INSERT INTO identificadores_apagados (resumo, apagado_em)
     SELECT resumo, ${dialect.clock} FROM ${dialect.rowsIn({ resumo: 'text' })} WHERE true
     ON CONFLICT (resumo) DO UPDATE SET apagado_em = excluded.apagado_em`,
    [JSON.stringify(own.map((identifier) => [digestOf(identifier)]))],
  );
}

/** When users were erased, in milliseconds since 1970, of those of the ids elsewhere whose user was. */
export async function erasedIdentifiers(
  statements: Statements,
  dialect: Dialect,
  identifiers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (identifiers.length === 0) return new Map();
  const digests = new Map(identifiers.map((identifier) => [digestOf(identifier), identifier]));
  const rows = (await statements.query(
    `SELECT resumo, apagado_em FROM identificadores_apagados
     WHERE resumo IN (SELECT digest FROM ${dialect.rowsIn({ digest: 'text' })})`,
    [JSON.stringify(Array.from(digests.keys(), (digest) => [digest]))],
  )) as { resumo: string; apagado_em: number }[];
  return new Map(rows.map(({ resumo, apagado_em }) => [digests.get(resumo) ?? resumo, apagado_em]));
}

/** Somebody says that there is such a person again: what was erased of an id elsewhere is no hindrance any more. */
export async function forgetErasedIdentifiers(
  transaction: Statements,
  dialect: Dialect,
  identifiers: readonly string[],
): Promise<void> {
  if (identifiers.length === 0) return;
  await transaction.query(
    `DELETE FROM identificadores_apagados WHERE resumo IN (SELECT digest FROM ${dialect.rowsIn({ digest: 'text' })})`,
    [JSON.stringify(identifiers.map((identifier) => [digestOf(identifier)]))],
  );
}
