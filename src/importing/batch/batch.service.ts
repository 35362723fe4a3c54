import { Inject, Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { PersonTokens } from '../../access/person-tokens';
import { SETTINGS, type Settings } from '../../config/settings';
import { isOvertaken } from '../../database/database-errors';
import { Database } from '../../database/database';
import { CLOCK, type Clock } from '../../database/clock';
import { NewEventBody } from '../../events/event.dto';
import { resolveIdentifiers } from '../../identifiers/stored-identifiers';
import { at, known } from '../../invariants';
import { InvalidRows, Problem } from '../../http/problem';
import type { BodyRow } from '../../http/body-rows';
import { NewRatingBody } from '../../ratings/rating.dto';
import { FilmBatchRow, UserBatchRow, type BatchCounts, type BatchWithIdsDto } from './batch.dto';
import { checkRows } from '../writing/check-rows';
import { onConnection, type Connection } from '../writing/connection';
import type { Accepted, EventInput, Kind, RatingInput, RowByKind } from '../reading/rows';
import { newMemory, type Counts, type StoreOptions } from '../writing/store';
import { storeNamed } from '../writing/store-named';

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
    private readonly tokens: PersonTokens,
  ) {}

  /** Throws InvalidRows. */
  async films(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const films = await checkRows(FilmBatchRow, rows, pace);
    return this.write(async (connection) => {
      const { counts, ids = [] } = await store(connection, 'filmes', films, this.options());
      return { ...counts, ids };
    });
  }

  /** Throws InvalidRows. */
  async users(rows: readonly BodyRow[], pace: Pace): Promise<BatchWithIdsDto> {
    const users = await checkRows(UserBatchRow, rows, pace);
    // Alone, a body without fields is somebody new; in a batch, it is a slip.
    const blank = users.filter(({ row }) => Object.values(row).every((value) => value === undefined));
    if (blank.length > 0)
      throw new InvalidRows(
        blank.map(({ line }) => ({
          row: line,
          message: { pt: 'linha sem campo nenhum', en: 'row without any field' },
        })),
      );
    return this.write(async (connection) => {
      const { counts, ids = [] } = await store(connection, 'usuarios', users, this.options());
      return { ...counts, ids };
    });
  }

  /** Throws InvalidRows. */
  async ratings(rows: readonly BodyRow[], pace: Pace, creates = false): Promise<BatchCounts> {
    const now = this.now();
    const ratings = (await checkRows(NewRatingBody, rows, pace)).map((accepted) => ({
      ...accepted,
      row: toRating(accepted.row),
    }));
    const options = { ...this.options(), untimedAt: now, createsIdentified: creates };
    return this.write(async (connection) => (await store(connection, 'avaliacoes', ratings, options)).counts);
  }

  /** caller: who sends them; a person, only their own. Throws InvalidRows, NotOfPerson. */
  async events(rows: readonly BodyRow[], caller: Identity | null, pace: Pace, creates = false): Promise<EventsStored> {
    const now = this.now();
    const accepted = await checkRows(NewEventBody, rows, pace);
    const users = await this.tokens.allowed(
      caller,
      accepted.map(({ row }) => row.usuario_id),
    );
    const events = accepted.map((one, n) => ({
      ...one,
      row: toEvent({ ...one.row, usuario_id: at(users, n, 'user of an event') }, now),
    }));
    const { dialect } = this.database;
    const [user, ...others] = new Set(events.map(({ row }) => row.usuario_id));
    return this.write(async (connection) => {
      const { counts } = await store(connection, 'eventos', events, { ...this.options(), createsIdentified: creates });
      if (events.length === 0 || others.length > 0) return { counts, profileVersion: null };
      const [{ versao_perfil }] = await connection.query<{ versao_perfil: number }>(
        'SELECT versao_perfil FROM usuarios WHERE id = $1',
        [
          typeof user === 'number'
            ? user
            : known(await resolveIdentifiers(connection, dialect, 'usuarios', [user]), user),
        ],
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
  kind: K,
  rows: readonly Accepted<RowByKind[K]>[],
  options: StoreOptions,
): Promise<{ counts: BatchCounts; ids?: number[] }> {
  if (rows.length === 0) return { counts: countsOf({ novos: 0, alterados: 0, iguais: 0 }) };
  const { counts, refused, ids } = await storeNamed[kind](connection, rows, newMemory(), options);
  if (refused.length > 0)
    throw new InvalidRows(
      refused.map(({ line, reason, field }) => ({
        row: line,
        ...(field !== undefined && { field }),
        message: reason,
      })),
    );
  return { counts: countsOf(counts), ids };
}

function countsOf({ novos, alterados, iguais }: Counts): BatchCounts {
  return { criados: novos, atualizados: alterados, iguais };
}

function toRating({ avaliado_em = null, recomendacao_id = null, ...given }: NewRatingBody): RatingInput {
  const { usuario_id, filme_id, avaliacao } = given;
  return { usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id };
}

function toEvent({ id, usuario_id, filme_id, tipo, ...given }: NewEventBody, now: number): EventInput {
  return {
    id: id ?? null,
    usuario_id,
    filme_id,
    tipo,
    valor: given.valor ?? null,
    quando: given.quando ?? now,
    recomendacao_id: given.recomendacao_id ?? null,
  };
}
