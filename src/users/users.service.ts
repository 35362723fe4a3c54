import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { raiseCounter } from '../database/counters';
import { Database } from '../database/database';
import { searchText } from '../database/fold';
import { freshIds } from '../database/fresh-ids';
import { isDuplicate, isDuplicateId } from '../database/database-errors';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { EmailTaken } from './email-taken';
import { forgetErasures, noteErasure } from './erased-users';
import { UserNotFound } from './user-not-found';
import { userColumns, type UserRow } from './user-row';
import type { NewUserBody, UserPatchBody } from './user.dto';
import { Usuario } from './usuario.entity';

/** Keeps the people who rate films. */
@Injectable()
export class UsersService {
  constructor(private readonly database: Database) {}

  /** One page of all users, by id. Throws InvalidFields on a cursor that is none. */
  async list({ limite: limit, cursor }: PageQuery): Promise<Page<UserRow>> {
    const after = cursor ? decodeCursor(cursor, 'id', 'integer').id : 0;
    const [{ total }] = await this.database.query<{ total: number }>('SELECT COUNT(*) AS total FROM usuarios');
    const rows = await this.database.query<UserRow>(
      `SELECT ${userColumns} FROM usuarios WHERE id > $1 ORDER BY id LIMIT ${limit + 1}`,
      [after],
    );
    return { ...pageOf(rows, limit, ({ id }) => ({ order: 'id', value: id, id })), total };
  }

  /** Throws UserNotFound. */
  async get(id: number): Promise<UserRow> {
    const rows = await this.database.query<UserRow>(`SELECT ${userColumns} FROM usuarios WHERE id = $1`, [id]);
    const user = rows.at(0);
    if (!user) throw new UserNotFound(id);
    return user;
  }

  /** Throws EmailTaken. */
  create({ nome, email = null }: NewUserBody): Promise<UserRow> {
    return this.withEmail(email, async (transaction) => {
      const [id] = await freshIds(transaction, this.database.dialect, 'usuarios', 1);
      // TypeORM leaves an id that is given out to PostgreSQL.
      await transaction.query('INSERT INTO usuarios (id, nome, email, busca_nome) VALUES ($1, $2, $3, $4)', [
        id,
        nome,
        email,
        searchText(nome),
      ]);
      return { id, nome, email };
    });
  }

  /** Throws UserNotFound, EmailTaken. */
  change(id: number, { nome, email }: UserPatchBody): Promise<UserRow> {
    // Only what came: what others write at the same moment stays.
    const given = {
      ...(nome === undefined ? {} : { name: nome, searchName: searchText(nome) }),
      ...(email === undefined ? {} : { email }),
    };
    if (Object.keys(given).length === 0) return this.get(id);
    return this.withEmail(email ?? null, async (transaction) => {
      const { affected } = await transaction.update(Usuario, { id }, given);
      if (!affected) throw new UserNotFound(id);
      const changed = await transaction.findOneByOrFail(Usuario, { id });
      return { id, nome: changed.name, email: changed.email };
    });
  }

  /** Delete a user, and with them every rating of theirs, in one transaction. Throws UserNotFound. */
  remove(id: number): Promise<void> {
    return this.database.write(async (transaction) => {
      // The foreign key takes the ratings along.
      const { affected } = await transaction.delete(Usuario, { id });
      if (!affected) throw new UserNotFound(id);
      await noteErasure(transaction, this.database.dialect, id);
      // Long after, an import may give the number to somebody else, whose profile then counts from the beginning as theirs did.
      await raiseCounter(transaction, 'erasures');
      await forgetErasures(transaction, this.database.dialect);
    });
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
      if (email !== null && isDuplicate(error)) throw new EmailTaken(email);
      throw error;
    }
  }
}
