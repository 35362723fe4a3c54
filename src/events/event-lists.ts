import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import type { NumberedTable } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { InvalidFields } from '../http/problem';
import { show } from '../http/validation.pipe';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { UsersService } from '../users/users.service';
import { unknownKind } from './event-checks';
import { eventColumns, type EventRow } from './event-row';
import type { EventDto, EventListQuery } from './event.dto';
import { wantedEvents, type WantedEvents } from './wanted-events';

interface NumberedRow extends EventRow {
  numero: number;
}

const ORDER = 'quando';

/** What no film and no person has as a number. */
const NOBODY = 0;

/** Lists what people did. */
@Injectable()
export class EventLists {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** One page of a user's events, newest first. Throws UserNotFound, and InvalidFields on a cursor that is none. */
  async ofUser(userId: number, query: PageQuery): Promise<Page<EventDto>> {
    await this.users.get(userId);
    return this.page({ userId }, query);
  }

  /**
   * One page of everybody's events, newest first. Throws InvalidFields on a kind that there is not, on a time that ends before it
   * begins, and on a cursor that is none.
   */
  async all({ usuario_id, filme_id, tipo, desde, ate, ...query }: EventListQuery): Promise<Page<EventDto>> {
    if (desde !== undefined && ate !== undefined && ate <= desde) throw endsBeforeItBegins(ate);
    if (tipo !== undefined) await this.checkKind(tipo);
    const wanted = {
      userId: await this.numberOf('usuarios', usuario_id),
      filmId: await this.numberOf('filmes', filme_id),
      kind: tipo,
      from: desde,
      until: ate,
    };
    return this.page(wanted, query);
  }

  private async page(wanted: WantedEvents, { limite: limit, cursor }: PageQuery): Promise<Page<EventDto>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ORDER, 'integer');
    const { where, parameters } = wantedEvents(wanted, after);
    const rows = await this.database.query<NumberedRow>(
      `SELECT numero, ${eventColumns} FROM eventos ${where} ORDER BY quando DESC, numero DESC LIMIT ${limit + 1}`,
      parameters,
    );
    const page = pageOf(rows, limit, ({ quando, numero }) => ({ order: ORDER, value: quando, id: numero }));
    return { ...page, items: page.items.map(toDto) };
  }

  /** Whoever is not there has done nothing. */
  private async numberOf(of: NumberedTable, ref: Ref | undefined): Promise<number | undefined> {
    if (typeof ref !== 'string') return ref;
    return (await resolveIdentifiers(this.database, this.database.dialect, of, [ref])).get(ref) ?? NOBODY;
  }

  /** A kind is one that may be sent, or that somebody has sent while SINAIS was another. Throws InvalidFields. */
  private async checkKind(kind: string): Promise<void> {
    const { signals } = this.settings;
    if (signals.has(kind)) return;
    const stored = await this.database.query('SELECT 1 FROM eventos WHERE tipo = $1 LIMIT 1', [kind]);
    if (stored.length > 0) return;
    throw new InvalidFields([{ field: 'tipo', message: unknownKind(kind, signals) }]);
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

function endsBeforeItBegins(until: number): InvalidFields {
  const shown = show(new Date(until).toISOString());
  return new InvalidFields([
    {
      field: 'ate',
      message: {
        pt: `recebeu ${shown}; aceita um momento depois de \`desde\``,
        en: `got ${shown}; takes a moment after \`desde\``,
      },
    },
  ]);
}
