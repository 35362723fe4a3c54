import { Inject, Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { isOvertaken } from '../../database/database-errors';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import { InvalidRows, Problem } from '../../http/problem';
import type { BodyRow } from '../../http/body-rows';
import { NewRatingBody } from '../../ratings/rating.dto';
import { assignIds } from '../writing/assign-ids';
import { FilmBatchRow, UserBatchRow, type BatchCounts, type BatchWithIdsDto } from './batch.dto';
import { checkRows } from '../writing/check-rows';
import { onConnection, type Connection } from '../writing/connection';
import type { Accepted, Kind, RatingInput, RowByKind } from '../reading/rows';
import { newMemory, type Counts, type Store } from '../writing/store';
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

/** Writes many rows at once: all of them, or none. */
@Injectable()
export class BatchService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Throws InvalidRows. */
  async films(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const films = await checkRows(FilmBatchRow, rows, pace);
    return this.write(async (connection) => {
      const withIds = await assignIds(connection, 'filmes', films);
      return { ...(await store(connection, storeFilms, withIds)), ids: withIds.map(({ row }) => row.id) };
    });
  }

  /** Throws InvalidRows. */
  async users(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const users = await checkRows(UserBatchRow, rows, pace);
    return this.write(async (connection) => {
      const withIds = await assignIds(connection, 'usuarios', users);
      return { ...(await store(connection, storeUsers, withIds)), ids: withIds.map(({ row }) => row.id) };
    });
  }

  /** Throws InvalidRows. */
  async ratings(rows: readonly BodyRow[], pace: Pace): Promise<BatchCounts> {
    const now = this.now();
    const ratings = (await checkRows(NewRatingBody, rows, pace)).map((accepted) => ({
      ...accepted,
      row: toRating(accepted.row),
    }));
    return this.write((connection) => store(connection, storeRatings, ratings, now));
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
  untimedAt?: number,
): Promise<BatchCounts> {
  if (rows.length === 0) return countsOf({ novos: 0, alterados: 0, iguais: 0 });
  const { counts, refused } = await storeRows(connection, rows, newMemory(), { createsUsers: false, untimedAt });
  if (refused.length > 0)
    throw new InvalidRows(
      refused.map(({ line, reason, english }) => ({ row: line, message: { pt: reason, en: english ?? reason } })),
    );
  return countsOf(counts);
}

function countsOf({ novos, alterados, iguais }: Counts): BatchCounts {
  return { criados: novos, atualizados: alterados, iguais };
}

function toRating({ usuario_id, filme_id, avaliacao, avaliado_em = null }: NewRatingBody): RatingInput {
  return { usuario_id, filme_id, avaliacao, avaliado_em };
}
