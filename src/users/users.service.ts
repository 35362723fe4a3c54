import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { forgetAnswersOf } from '../access/forget-answers';
import { Conditions } from '../database/conditions';
import { raiseCounter } from '../database/counters';
import { Database } from '../database/database';
import { searchText } from '../database/fold';
import { freshIds } from '../database/fresh-ids';
import { isDuplicate, isDuplicateId } from '../database/database-errors';
import { lockRows } from '../database/row-locks';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { Ref } from '../identifiers/identifier';
import {
  identified,
  identifiersColumn,
  listed,
  replaceIdentifiers,
  resolveIdentifiers,
  whoHas,
} from '../identifiers/stored-identifiers';
import { known } from '../invariants';
import { EmailTaken } from './email-taken';
import { forgetErasures, noteErasure } from './erased-users';
import {
  createIdentifiedUsers,
  erasedIdentifiers,
  forgetErasedIdentifiers,
  noteErasedIdentifiers,
  usualName,
} from './identified-users';
import { misspeltSearch, nameSearch, searchedName } from './name-search';
import { UserErased } from './user-erased';
import { UserNotFound } from './user-not-found';
import { userColumns, type IdentifiedUser, type UserRow } from './user-row';
import type { NewUserBody, UserListQuery, UserPatchBody } from './user.dto';
import { Usuario } from './usuario.entity';

/** What answers tell of users. */
const answered = `${userColumns}, ${identifiersColumn('usuarios')}`;
type StoredUser = UserRow & { identificadores: string | null };

/** Of people who are looked for: what a cursor of theirs is of. */
const BEST_FIRST = 'relevancia';

/** Keeps the people who rate films. */
@Injectable()
export class UsersService {
  constructor(private readonly database: Database) {}

  /** One page of all users by id, or of those looked for, best first. Throws InvalidFields on a cursor that is none. */
  async list({ limite: limit, cursor, identificador, busca }: UserListQuery): Promise<Page<IdentifiedUser>> {
    const search = busca === undefined ? null : nameSearch(busca);
    const order = search ? BEST_FIRST : 'id';
    const among = (condition?: string, values: readonly string[] = []): Conditions => {
      const conditions = new Conditions();
      if (identificador !== undefined) conditions.add(...whoHas('usuarios', identificador));
      if (condition !== undefined) conditions.add(condition, ...values);
      return conditions;
    };
    let conditions = among(search?.condition, search?.values);
    let total = await this.count(conditions);
    if (busca !== undefined && total === 0) {
      const ids = JSON.stringify(await this.misspelt(busca));
      conditions = among(`id IN (SELECT value FROM ${this.database.dialect.integersIn('?')})`, [ids]);
      total = await this.count(conditions);
    }
    if (cursor) {
      const after = decodeCursor(cursor, order, 'integer');
      conditions.add('(valor > ? OR (valor = ? AND id > ?))', after.value, after.value, after.id);
    }
    const rows = await this.database.query<StoredUser & { valor: number }>(
      `SELECT ${answered}, valor FROM (SELECT usuarios.*, ${search?.order ?? 'id'} AS valor FROM usuarios) AS usuarios
       ${conditions.where} ORDER BY valor, id LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = pageOf(rows, limit, ({ valor, id }) => ({ order, value: valor, id }));
    const items = page.items.map(({ id, nome, email, identificadores }) => ({ id, nome, email, identificadores }));
    return { ...page, items: listed(items), total };
  }

  private async count(conditions: Conditions): Promise<number> {
    const [{ total }] = await this.database.query<{ total: number }>(
      `SELECT COUNT(*) AS total FROM usuarios ${conditions.where}`,
      conditions.parameters,
    );
    return total;
  }

  /** The numbers of people in whose names one letter of a text is wrong. */
  private async misspelt(text: string): Promise<number[]> {
    const search = misspeltSearch(text);
    if (!search) return [];
    const { where, parameters } = new Conditions().add(search.condition, ...search.values);
    const rows = await this.database.query<{ id: number; name: string }>(
      `SELECT id, ${searchedName} AS name FROM usuarios ${where}`,
      parameters,
    );
    return rows.filter(({ name }) => search.isMeant(name)).map(({ id }) => id);
  }

  /** Throws UserNotFound. */
  async get(id: number): Promise<IdentifiedUser> {
    const rows = await this.database.query<StoredUser>(`SELECT ${answered} FROM usuarios WHERE id = $1`, [id]);
    const user = listed(rows).at(0);
    if (!user) throw new UserNotFound(id);
    return user;
  }

  /** Throws EmailTaken, IdentifierTaken. */
  create({ nome, email = null, identificadores = [] }: NewUserBody): Promise<IdentifiedUser> {
    return this.withEmail(email, async (transaction) => {
      const [id] = await freshIds(transaction, this.database.dialect, 'usuarios', 1);
      // TypeORM leaves an id that is given out to PostgreSQL.
      const name = nome ?? usualName(id);
      await transaction.query('INSERT INTO usuarios (id, nome, email, busca_nome) VALUES ($1, $2, $3, $4)', [
        id,
        name,
        email,
        searchText(name),
      ]);
      const own = await this.identify(transaction, id, identificadores);
      return identified({ id, nome: name, email }, own);
    });
  }

  /** Throws UserNotFound, EmailTaken, IdentifierTaken. */
  change(id: number, { nome, email, identificadores }: UserPatchBody): Promise<IdentifiedUser> {
    // Only what came: what others write at the same moment stays.
    const given = {
      ...(nome === undefined ? {} : { name: nome, searchName: searchText(nome) }),
      ...(email === undefined ? {} : { email }),
    };
    if (Object.keys(given).length === 0 && identificadores === undefined) return this.get(id);
    return this.withEmail(email ?? null, async (transaction) => {
      const { dialect } = this.database;
      if (!(await lockRows(transaction, dialect, 'usuarios', [id], 'change')).has(id)) throw new UserNotFound(id);
      if (Object.keys(given).length > 0) await transaction.update(Usuario, { id }, given);
      if (identificadores !== undefined) await this.identify(transaction, id, identificadores);
      const sql = `SELECT ${answered} FROM usuarios WHERE id = $1`;
      return listed(await transaction.query<StoredUser[]>(sql, [id]))[0];
    });
  }

  /** Delete a user, and with them every rating of theirs, in one transaction. Throws UserNotFound. */
  remove(id: number): Promise<void> {
    return this.database.write(async (transaction) => {
      await noteErasedIdentifiers(transaction, this.database.dialect, id);
      // The foreign key takes the ratings along.
      const { affected } = await transaction.delete(Usuario, { id });
      if (!affected) throw new UserNotFound(id);
      await noteErasure(transaction, this.database.dialect, id, null);
      await forgetAnswersOf(transaction, id);
      // Long after, an import may give the number to somebody else, whose profile then counts from the beginning as theirs did.
      await raiseCounter(transaction, 'erasures');
      await forgetErasures(transaction, this.database.dialect);
    });
  }

  /** Let no token of the user's hold any more. Throws UserNotFound. */
  async revokeTokens(id: number): Promise<void> {
    const { affected } = await this.database.write((transaction) =>
      transaction.increment(Usuario, { id }, 'tokenEpoch', 1),
    );
    if (!affected) throw new UserNotFound(id);
  }

  /**
   * The number of a user in a transaction under way; with `create` whoever is not there is made, by an id elsewhere. To be
   * called before anything is locked; run anew where it fails as a duplicate. Throws UserNotFound, UserErased.
   */
  async idOf(transaction: EntityManager, ref: Ref, create = false): Promise<number> {
    if (typeof ref === 'number') return ref;
    const { dialect } = this.database;
    const found = (await resolveIdentifiers(transaction, dialect, 'usuarios', [ref])).get(ref);
    if (found !== undefined) return found;
    if (!create) throw new UserNotFound(ref);
    await dialect.lock(transaction, 'uniques', 'shared');
    const erasedAt = (await erasedIdentifiers(transaction, dialect, [ref])).get(ref);
    if (erasedAt !== undefined) throw new UserErased(ref, erasedAt);
    return known(await createIdentifiedUsers(transaction, dialect, [ref]), ref);
  }

  private async identify(transaction: EntityManager, id: number, identifiers: readonly string[]): Promise<string[]> {
    const { dialect } = this.database;
    const own = await replaceIdentifiers(transaction, dialect, 'usuarios', id, identifiers);
    await forgetErasedIdentifiers(transaction, dialect, own);
    return own;
  }

  /**
   * Note in a running transaction that the user's ratings change; returns the new profile version.
   * It takes the user's row, so writers of one user wait for each other. Throws UserNotFound.
   */
  async raiseProfileVersion(transaction: EntityManager, userId: number): Promise<number> {
    const { affected } = await transaction.increment(Usuario, { id: userId }, 'profileVersion', 1);
    if (!affected) throw new UserNotFound(userId);
    const { profileVersion } = await transaction.findOneByOrFail(Usuario, { id: userId });
    return profileVersion;
  }

  /** The database decides whose an email is: of two who take it at the same moment, one is refused. */
  private async withEmail<T>(email: string | null, work: (transaction: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.write(async (transaction) => {
        await this.database.dialect.lock(transaction, 'uniques', 'shared');
        return work(transaction);
      }, isDuplicateId);
    } catch (error) {
      if (email !== null && isDuplicate(error) && !isDuplicateId(error)) throw new EmailTaken(email);
      throw error;
    }
  }
}
