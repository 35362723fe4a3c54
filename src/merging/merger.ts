import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { passAnswersOn } from '../access/forget-answers';
import { raiseCounter } from '../database/counters';
import { Database } from '../database/database';
import type { NumberedTable } from '../database/dialect';
import { searchText } from '../database/fold';
import { lockRows } from '../database/row-locks';
import type { SqlValue } from '../database/sql-value';
import { raiseCatalogueVersion } from '../films/catalogue-version';
import { FilmNotFound } from '../films/film-not-found';
import { filmColumns, searchColumns, type StoredFilm } from '../films/film-row';
import { InvalidFields } from '../http/problem';
import type { Ref } from '../identifiers/identifier';
import { moveIdentifiers, resolveIdentifiers } from '../identifiers/stored-identifiers';
import { noteErasure } from '../users/erased-users';
import { isUsualName } from '../users/identified-users';
import { UserNotFound } from '../users/user-not-found';
import { userColumns, type UserRow } from '../users/user-row';
import type { Merged } from './merged';
import { columns, moveEvents, moveRatings } from './move-rows';

/** Makes one of two films, or of two people, who are the same: all that hangs on the second goes to the first. */
@Injectable()
export class Merger {
  constructor(private readonly database: Database) {}

  /** Throws FilmNotFound of the first, InvalidFields of the second. */
  films(first: Ref, second: Ref): Promise<Merged> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const [id, unido] = await this.numbers(transaction, 'filmes', first, second);
      // From here on nobody rates either.
      const there = await lockRows(transaction, dialect, 'filmes', [id, unido], 'delete');
      assertBoth('filmes', there, id, unido);
      // Those who rated the second, or did something with it, have another profile.
      const people = await transaction.query<{ usuario_id: number }[]>(
        `SELECT usuario_id FROM avaliacoes WHERE filme_id = $1 UNION SELECT usuario_id FROM eventos WHERE filme_id = $2`,
        [unido, unido],
      );
      const users = people.map(({ usuario_id }) => usuario_id);
      await this.raiseProfiles(transaction, await lockRows(transaction, dialect, 'usuarios', users, 'change'));
      const moved = await this.move(transaction, 'filmes', id, unido);
      await transaction.query('UPDATE regras SET filme_id = $1 WHERE filme_id = $2', [id, unido]);
      const [own, other] = await pairOf<StoredFilm>(transaction, 'filmes', filmColumns, id, unido);
      await transaction.query('DELETE FROM filmes WHERE id = $1', [unido]);
      const { row, preenchidos } = filled(own, other, (_, value) => value === '' || value === null);
      if (preenchidos.length > 0) await update(transaction, 'filmes', id, { ...row, ...searchColumns(row) });
      await raiseCatalogueVersion(transaction);
      return { id, unido, ...moved, preenchidos };
    });
  }

  /** Throws UserNotFound of the first, InvalidFields of the second. */
  users(first: Ref, second: Ref): Promise<Merged> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      await dialect.lock(transaction, 'uniques', 'shared');
      const [id, unido] = await this.numbers(transaction, 'usuarios', first, second);
      // Films before people, as everybody does.
      const films = await transaction.query<{ filme_id: number }[]>(
        `SELECT filme_id FROM avaliacoes WHERE usuario_id = $1 UNION SELECT filme_id FROM eventos WHERE usuario_id = $2`,
        [unido, unido],
      );
      const referred = films.map(({ filme_id }) => filme_id);
      await lockRows(transaction, dialect, 'filmes', referred, 'refer');
      const there = await lockRows(transaction, dialect, 'usuarios', [id, unido], 'delete');
      assertBoth('usuarios', there, id, unido);
      await this.raiseProfiles(transaction, [id]);
      const moved = await this.move(transaction, 'usuarios', id, unido);
      const [own, other] = await pairOf<UserRow>(transaction, 'usuarios', userColumns, id, unido);
      // The email first is nobody's.
      await transaction.query('DELETE FROM usuarios WHERE id = $1', [unido]);
      const isEmpty = (name: string, value: unknown) => value === null || (name === 'nome' && isUsualName(value, id));
      const named = { ...other, nome: isUsualName(other.nome, unido) ? own.nome : other.nome };
      const { row, preenchidos } = filled(own, named, isEmpty);
      if (preenchidos.length > 0)
        await update(transaction, 'usuarios', id, { ...row, busca_nome: searchText(row.nome) });
      // An older file does not bring the second back.
      await noteErasure(transaction, dialect, unido, id);
      await passAnswersOn(transaction, id, unido);
      await raiseCounter(transaction, 'erasures');
      return { id, unido, ...moved, preenchidos };
    });
  }

  private async numbers(transaction: EntityManager, of: NumberedTable, first: Ref, second: Ref) {
    const known = await resolveIdentifiers(transaction, this.database.dialect, of, [first, second]);
    const numberOf = (ref: Ref): number | undefined => (typeof ref === 'number' ? ref : known.get(ref));
    const [id, unido] = [numberOf(first), numberOf(second)];
    if (id === undefined) throw notFound(of, first);
    if (unido === undefined) throw noSuchSecond(of, second);
    if (id === unido) throw sameTwice(of, second);
    return [id, unido] as const;
  }

  private async move(transaction: EntityManager, of: NumberedTable, first: number, second: number) {
    return {
      avaliacoes: await moveRatings(transaction, of, first, second),
      eventos: await moveEvents(transaction, of, first, second),
      identificadores: await moveIdentifiers(transaction, this.database.dialect, of, first, second),
    };
  }

  private async raiseProfiles(transaction: EntityManager, users: Iterable<number>): Promise<void> {
    await transaction.query(
      `UPDATE usuarios SET versao_perfil = versao_perfil + 1
       WHERE id IN (SELECT value FROM ${this.database.dialect.integersIn()})`,
      [JSON.stringify([...users])],
    );
  }
}

/** Both rows, which are held. */
async function pairOf<Row extends { id: number }>(
  transaction: EntityManager,
  of: NumberedTable,
  names: string,
  first: number,
  second: number,
): Promise<[Row, Row]> {
  const rows = await transaction.query<Row[]>(`SELECT ${names} FROM ${of} WHERE id IN ($1, $2)`, [first, second]);
  const [a, b] = rows;
  return a.id === first ? [a, b] : [b, a];
}

/** The first with what the second has where the first has nothing, and which fields these are. */
function filled<Row extends object>(
  own: Row,
  other: Row,
  isEmpty: (name: string, value: unknown) => boolean,
): { row: Row; preenchidos: string[] } {
  const taken = Object.entries(other).filter(
    ([name, value]) => isEmpty(name, own[name as keyof Row]) && !isEmpty(name, value),
  );
  return { row: { ...own, ...Object.fromEntries(taken) }, preenchidos: taken.map(([name]) => name) };
}

async function update(transaction: EntityManager, of: NumberedTable, id: number, row: object): Promise<void> {
  const fields = Object.entries(row).filter(([name]) => name !== 'id') as [string, SqlValue][];
  const changes = fields.map(([name], n) => `${name} = $${n + 1}`);
  await transaction.query(`UPDATE ${of} SET ${changes.join(', ')} WHERE id = $${fields.length + 1}`, [
    ...fields.map(([, value]) => value),
    id,
  ]);
}

function assertBoth(of: NumberedTable, there: ReadonlySet<number>, first: number, second: number): void {
  if (!there.has(first)) throw notFound(of, first);
  if (!there.has(second)) throw noSuchSecond(of, second);
}

function notFound(of: NumberedTable, ref: Ref): FilmNotFound | UserNotFound {
  return of === 'filmes' ? new FilmNotFound(ref) : new UserNotFound(ref);
}

const words = { filmes: { pt: 'filme', en: 'film' }, usuarios: { pt: 'usuário', en: 'user' } } as const;

function noSuchSecond(of: NumberedTable, ref: Ref): InvalidFields {
  const message = { pt: `o ${words[of].pt} ${ref} não existe`, en: `${words[of].en} ${ref} does not exist` };
  return new InvalidFields([{ field: columns[of].own, message }]);
}

function sameTwice(of: NumberedTable, ref: Ref): InvalidFields {
  const message = {
    pt: `recebeu ${JSON.stringify(ref)}; aceita um ${words[of].pt} que não seja o próprio`,
    en: `got ${JSON.stringify(ref)}; takes a ${words[of].en} that is not the same`,
  };
  return new InvalidFields([{ field: columns[of].own, message }]);
}
