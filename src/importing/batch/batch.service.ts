import { Inject, Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { SETTINGS, type Settings } from '../../config/settings';
import { isOvertaken } from '../../database/database-errors';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import { NewEventBody } from '../../events/event.dto';
import { usualEventId, type EventRow } from '../../events/event-row';
import { InvalidRows, Problem } from '../../http/problem';
import type { BodyRow } from '../../http/body-rows';
import { NewRatingBody } from '../../ratings/rating.dto';
import { assignIds } from '../writing/assign-ids';
import { FilmBatchRow, UserBatchRow, type BatchCounts, type BatchWithIdsDto } from './batch.dto';
import { checkRows } from '../writing/check-rows';
import { onConnection, type Connection } from '../writing/connection';
import type { Accepted, Kind, RatingInput, RowByKind } from '../reading/rows';
import { newMemory, type Counts, type Store, type StoreOptions } from '../writing/store';
import { storeEvents } from '../writing/store-events';
import { storeFilms } from '../writing/store-films';
import { storeRatings } from '../writing/store-ratings';
import { storeUsers } from '../writing/store-users';

/** However often it was looked, somebody changed what the rows refer to, or took what was free, before they were written. */
class Overtaken extends Problem {
  constructor() {
    super(
      503,
      'gravacoes-concorrentes',
      {
        pt: 'Outras gravações mudaram os mesmos dados a cada tentativa. Nada foi gravado; envie de novo.',
        en: 'Other writes changed the same data at each attempt. Nothing was written; send it again.',
      },
      [],
      { 'Retry-After': '1' },
    );
  }
}

interface EventsStored {
  readonly counts: BatchCounts;
  /** Where all events are of one user: the version of their profile that has them. */
  readonly profileVersion: number | null;
}

/** Writes many rows at once: all of them, or none. */
@Injectable()
export class BatchService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Throws InvalidRows. */
  async films(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const films = await checkRows(FilmBatchRow, rows, pace);
    return this.write(async (connection) => {
      const withIds = await assignIds(connection, 'filmes', films);
      return {
        ...(await store(connection, storeFilms, withIds, this.options())),
        ids: withIds.map(({ row }) => row.id),
      };
    });
  }

  /** Throws InvalidRows. */
  async users(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const users = await checkRows(UserBatchRow, rows, pace);
    return this.write(async (connection) => {
      const withIds = await assignIds(connection, 'usuarios', users);
      return {
        ...(await store(connection, storeUsers, withIds, this.options())),
        ids: withIds.map(({ row }) => row.id),
      };
    });
  }

  /** Throws InvalidRows. */
  async ratings(rows: readonly BodyRow[], pace: Pace): Promise<BatchCounts> {
    const now = this.now();
    const ratings = (await checkRows(NewRatingBody, rows, pace)).map((accepted) => ({
      ...accepted,
      row: toRating(accepted.row),
    }));
    const options = { ...this.options(), untimedAt: now };
    return this.write((connection) => store(connection, storeRatings, ratings, options));
  }

  /** Throws InvalidRows. */
  async events(rows: readonly BodyRow[], pace: Pace): Promise<EventsStored> {
    const now = this.now();
    const events = (await checkRows(NewEventBody, rows, pace)).map((accepted) => ({
      ...accepted,
      row: toEvent(accepted.row, now),
    }));
    const [user, ...others] = new Set(events.map(({ row }) => row.usuario_id));
    return this.write(async (connection) => {
      const counts = await store(connection, storeEvents, events, this.options());
      if (events.length === 0 || others.length > 0) return { counts, profileVersion: null };
      const [{ versao_perfil }] = await connection.query<{ versao_perfil: number }>(
        'SELECT versao_perfil FROM usuarios WHERE id = $1',
        [user],
      );
      return { counts, profileVersion: versao_perfil };
    });
  }

  private options(): StoreOptions {
    return { createsUsers: false, signals: this.settings.signals, now: this.now() };
  }

  /** One transaction for all rows. */
  private async write<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    return onConnection(this.database, 'write', work).catch((error: unknown) => {
      throw isOvertaken(error) ? new Overtaken() : error;
    });
  }
}

async function store<K extends Kind>(
  connection: Connection,
  storeRows: Store<K>,
  rows: readonly Accepted<RowByKind[K]>[],
  options: StoreOptions,
): Promise<BatchCounts> {
  if (rows.length === 0) return countsOf({ novos: 0, alterados: 0, iguais: 0 });
  const { counts, refused } = await storeRows(connection, rows, newMemory(), options);
  if (refused.length > 0)
    throw new InvalidRows(
      refused.map(({ line, reason, field }) => ({
        row: line,
        ...(field !== undefined && { field }),
        message: reason,
      })),
    );
  return countsOf(counts);
}

function countsOf({ novos, alterados, iguais }: Counts): BatchCounts {
  return { criados: novos, atualizados: alterados, iguais };
}

function toRating({ usuario_id, filme_id, avaliacao, avaliado_em = null }: NewRatingBody): RatingInput {
  return { usuario_id, filme_id, avaliacao, avaliado_em };
}

function toEvent({ id, usuario_id, filme_id, tipo, ...given }: NewEventBody, now: number): EventRow {
  const quando = given.quando ?? now;
  return {
    id: id ?? usualEventId({ filme_id, tipo, quando }),
    usuario_id,
    filme_id,
    tipo,
    valor: given.valor ?? null,
    quando,
    recomendacao_id: given.recomendacao_id ?? null,
  };
}
