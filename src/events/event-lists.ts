import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions';
import { Database } from '../database/database';
import type { Statements } from '../database/sql-value';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { UsersService } from '../users/users.service';
import { eventColumns, type EventRow } from './event-row';
import type { EventDto } from './event.dto';

interface NumberedRow extends EventRow {
  numero: number;
}

const ORDER = 'quando';

/** Lists what a user did. */
@Injectable()
export class EventLists {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
  ) {}

  /** One page of a user's events, newest first. Throws UserNotFound, and InvalidFields on a cursor that is none. */
  async page(userId: number, { limite: limit, cursor }: PageQuery): Promise<Page<EventDto>> {
    const conditions = new Conditions().add('usuario_id = ?', userId);
    if (cursor) {
      const after = decodeCursor(cursor, ORDER, 'integer');
      conditions.add('(quando, numero) < (?, ?)', after.value, after.id);
    }
    await this.users.get(userId);
    const rows = await this.database.query<NumberedRow>(
      `SELECT numero, ${eventColumns} FROM eventos ${conditions.where}
       ORDER BY quando DESC, numero DESC LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = pageOf(rows, limit, ({ quando, numero }) => ({ order: ORDER, value: quando, id: numero }));
    return { ...page, items: page.items.map(toDto) };
  }
}

/** All events of a user, newest first. */
export async function eventsOf(statements: Statements, userId: number): Promise<EventDto[]> {
  const rows = await statements.query(
    `SELECT ${eventColumns} FROM eventos WHERE usuario_id = $1 ORDER BY quando DESC, numero DESC`,
    [userId],
  );
  return (rows as EventRow[]).map(toDto);
}

function toDto({ id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id }: EventRow): EventDto {
  return { id, usuario_id, filme_id, tipo, valor, quando: new Date(quando).toISOString(), recomendacao_id };
}
