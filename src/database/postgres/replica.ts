import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { say } from '../../config/language';
import type { SqlValue } from '../sql-value';
import type { Pulse } from './pulse';

/** How long a replica that failed is left alone, in milliseconds. */
const REST_MS = 5_000;

/** PostgreSQL stopped a statement that took too long: elsewhere it would take as long. */
const STOPPED = '57014';

/** A PostgreSQL that follows the primary a moment behind. It may be away, or not have the newest schema yet. */
export class Replica {
  private readonly logger = new Logger(say('Réplica', 'Replica'));
  private readonly source: DataSource;
  private connecting: Promise<DataSource> | undefined;
  private restUntil = 0;

  constructor(
    options: DataSourceOptions,
    private readonly pulse: Pulse,
  ) {
    this.source = new DataSource(options);
  }

  /** Run a reading statement here, or by `onPrimary` when that fails. */
  async query<Row>(sql: string, parameters: readonly SqlValue[], onPrimary: () => Promise<Row[]>): Promise<Row[]> {
    if (performance.now() < this.restUntil) return onPrimary();
    try {
      const source = await this.connected();
      return await source.query<Row[]>(sql, [...parameters]);
    } catch (error) {
      if ((error as { code?: unknown }).code === STOPPED) throw error;
      this.restUntil = performance.now() + REST_MS;
      this.logger.warn(
        say(
          `A réplica não respondeu; as leituras vão ao banco principal: ${String(error)}`,
          `The replica did not answer; reads go to the primary: ${String(error)}`,
        ),
      );
      return onPrimary();
    }
  }

  async close(): Promise<void> {
    await this.connecting?.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
    await this.pulse.close();
  }

  private connected(): Promise<DataSource> {
    if (this.source.isInitialized) return Promise.resolve(this.source);
    this.pulse.start();
    this.connecting ??= this.source.initialize().finally(() => (this.connecting = undefined));
    return this.connecting;
  }
}
