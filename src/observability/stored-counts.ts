import { Inject, Injectable, Logger } from '@nestjs/common';
import { say } from '../config/language';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { ModelStatus } from './model-status';
import { TrainingStatus, type LastTraining } from './training-status';

const tables = ['usuarios', 'filmes', 'avaliacoes', 'eventos'] as const;

/** Above this, the database's own estimate will do, where it keeps one: counting takes as long as reading the table. */
const WORTH_COUNTING = 100_000;

/** How old an answer may be, in milliseconds: anybody may ask for the metrics. */
const COUNTS_MS = 60_000;
const STATES_MS = 5_000;

export interface States {
  readonly training: LastTraining | null;
  /** Imports of uploaded files, by state. */
  readonly imports: ReadonlyMap<string, number>;
  /** Messages to webhooks, by state. */
  readonly deliveries: ReadonlyMap<string, number>;
}

/** What metrics tell of the database. It is asked seldom, however often the metrics are. */
@Injectable()
export class StoredCounts {
  private readonly logger = new Logger(say('Métricas', 'Metrics'));
  /** Rows by table. */
  readonly rows: () => Promise<ReadonlyMap<string, number> | null>;
  /** Ratings made after the model in use, and events that say something; null without one. */
  readonly ratingsSince: () => Promise<number | null>;
  readonly states: () => Promise<States | null>;

  constructor(
    private readonly database: Database,
    private readonly model: ModelStatus,
    private readonly trainings: TrainingStatus,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.rows = this.seldom(COUNTS_MS, () => this.readRows());
    this.ratingsSince = this.seldom(COUNTS_MS, () => this.readRatingsSince());
    this.states = this.seldom(STATES_MS, () => this.readStates());
  }

  /** `read`, at most once in `milliseconds` of a model; null when it fails, which is tried again by the next one who asks. */
  private seldom<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T | null> {
    let last: { at: number; model: number | undefined; value: Promise<T | null> } | undefined;
    return () => {
      const model = this.model.inUse?.version;
      if (last && last.model === model && performance.now() - last.at < milliseconds) return last.value;
      const value = read().catch((error: unknown) => {
        last = undefined;
        this.logger.warn(error);
        return null;
      });
      last = { at: performance.now(), model, value };
      return value;
    };
  }

  private async readRows(): Promise<ReadonlyMap<string, number>> {
    const rows = new Map<string, number>();
    for (const table of tables) rows.set(table, await this.size(table));
    return rows;
  }

  private async readRatingsSince(): Promise<number | null> {
    const model = this.model.inUse;
    if (!model) return null;
    const telling = [...this.settings.signals].filter(([, { preference }]) => preference !== 0);
    // Kinds are lower-case words: they need no quoting.
    const kinds = telling.map(([kind]) => `'${kind}'`).join(', ');
    const [ratings, events] = await Promise.all([
      this.count('FROM avaliacoes WHERE avaliado_em > $1', [model.createdAt]),
      this.count(`FROM eventos WHERE quando > $1 AND tipo IN (${kinds})`, [model.createdAt]),
    ]);
    return ratings + events;
  }

  private async count(from: string, parameters: number[] = []): Promise<number> {
    const [{ total }] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total ${from}`, parameters);
    return total;
  }

  private async size(table: string): Promise<number> {
    const estimate = await this.database.dialect.estimatedRows(this.database, table);
    return estimate !== null && estimate >= WORTH_COUNTING ? estimate : this.count(`FROM ${table}`);
  }

  private async readStates(): Promise<States> {
    return {
      training: await this.trainings.last(),
      imports: await this.byState(`trabalhos WHERE tipo = 'importacao'`),
      deliveries: await this.byState('entregas'),
    };
  }

  private async byState(from: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ estado: string; total: number }>(
      `SELECT estado, COUNT(*) AS total FROM ${from} GROUP BY estado`,
    );
    return new Map(rows.map(({ estado, total }) => [estado, total]));
  }
}
