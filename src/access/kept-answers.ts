import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { say } from '../config/language';
import { Database } from '../database/database';
import { StillUnderWay } from './once-problems';

/** For so long an answer is kept, in milliseconds. */
const KEPT_MS = 86_400_000;

/** Between two looks for what is older, in milliseconds. */
const LOOK_MS = 300_000;

/** Another replica has carried the request out meanwhile. */
export class CarriedOutBefore extends Error {}

/** A request that was carried out. */
export interface CarriedOut {
  /** Null once the person was erased whom the answer told of. */
  readonly digest: string | null;
  /** Null where the answer got lost. */
  readonly status: number | null;
  /** Null where it got lost or was erased. */
  readonly sealed: string | null;
}

/** What is kept of an answer. */
interface Answer {
  readonly status: number;
  readonly sealed: string;
  /** Whom it tells of. */
  readonly userId: number | null;
}

/** Keeps which requests with an Idempotency-Key were carried out, and their answers, for all replicas. */
@Injectable()
export class KeptAnswers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('KeptAnswers');
  /** Requests that are under way here: those elsewhere are found by their locks. */
  private readonly underWay = new Set<string>();
  private readonly isOld: string;
  private timer: NodeJS.Timeout | undefined;
  private forgetting: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {
    // Looked up once in a statement, so that an index can be taken for it.
    this.isOld = `criada_em <= (SELECT ${database.dialect.clock} - ${KEPT_MS})`;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.forgetting = this.forgetOld().catch((error: unknown) => {
        const text = say('Não se pôde apagar respostas guardadas', 'Kept answers could not be erased');
        this.logger.warn(`${text}: ${String(error)}`);
      });
    }, LOOK_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.forgetting;
  }

  /** Do a request's work unless the same is under way here. Throws StillUnderWay. */
  async alone<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    if (this.underWay.has(id)) throw new StillUnderWay();
    this.underWay.add(id);
    try {
      return await work();
    } finally {
      this.underWay.delete(id);
    }
  }

  /** Null when no such request was carried out in the last day. */
  async find(id: string): Promise<CarriedOut | null> {
    const rows = await this.database.query<CarriedOut>(
      `SELECT resumo AS digest, status, resposta AS sealed FROM respostas_guardadas WHERE id = $1 AND NOT ${this.isOld}`,
      [id],
    );
    return rows.at(0) ?? null;
  }

  /** Note that a request is carried out, in the transaction in which it is. Throws StillUnderWay, CarriedOutBefore. */
  async begin(transaction: EntityManager, id: string, digest: string): Promise<void> {
    const { dialect } = this.database;
    if (!(await dialect.tryLock(transaction, 'requests', id))) throw new StillUnderWay();
    const there: unknown[] = await transaction.query(
      `SELECT 1 FROM respostas_guardadas WHERE id = $1 AND NOT ${this.isOld}`,
      [id],
    );
    if (there.length > 0) throw new CarriedOutBefore();
    await transaction.query(
      `INSERT INTO respostas_guardadas (id, resumo, criada_em) VALUES ($1, $2, ${dialect.clock})
       ON CONFLICT (id) DO UPDATE SET resumo = excluded.resumo, status = NULL, resposta = NULL, usuario_id = NULL,
         criada_em = excluded.criada_em`,
      [id, digest],
    );
  }

  /** Keep its answer, in the same transaction or after it. */
  async keep(transaction: EntityManager, id: string, { status, sealed, userId }: Answer): Promise<void> {
    await transaction.query(
      'UPDATE respostas_guardadas SET status = $1, resposta = $2, usuario_id = $3 WHERE id = $4',
      [status, sealed, userId, id],
    );
  }

  /** It has not been carried out after all. */
  async forget(id: string): Promise<void> {
    await this.database.write((transaction) =>
      transaction.query('DELETE FROM respostas_guardadas WHERE id = $1', [id]),
    );
  }

  /** Erase what is older than a day. */
  async forgetOld(): Promise<void> {
    const old = `FROM respostas_guardadas WHERE ${this.isOld}`;
    // Nearly always there is nothing: nobody waits for a transaction that changes nothing.
    if ((await this.database.query(`SELECT 1 ${old} LIMIT 1`)).length === 0) return;
    await this.database.write((transaction) => transaction.query(`DELETE ${old}`));
  }
}
