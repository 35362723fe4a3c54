import { Brackets, In, LessThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { isDuplicate, troubleOf } from '../database/database-errors';
import type { Database } from '../database/database';
import type { Clock } from '../database/clock';
import type { Statements } from '../database/sql-value';
import type { Text } from '../http/language';
import { announce } from '../webhooks/announce';
import { JobTakenForDead } from './job-stopped';
import type { JobKind } from './job-kind';
import { Job, openStates } from './job.entity';

/** A job, and the process that answers for it: nobody else changes it any more. */
export interface Claim {
  readonly id: number;
  readonly owner: string;
}

/** How often another process may be faster at what we are about to do before we let it go first. */
const ATTEMPTS = 5;

/**
 * The jobs of one kind, in the database: those that were, those that wait and the one that runs. Any replica can ask for
 * one and tell of it; the database lets only one process begin it. A job lives as long as it gives signs of life, by the
 * clock of the database; one that has fallen silent is noted as failed by whoever looks next, and cannot come back.
 *
 * ```ts
 * const id = await queue.enqueue({ origin: 'pedido', tuning: 'auto' });
 * const job = await queue.claim(id, owner); // in whichever process does the work; see carryOut
 * ```
 */
export class JobQueue<One extends Job = Job> {
  constructor(
    private readonly database: Database,
    private readonly now: Clock,
    readonly kind: JobKind,
  ) {}

  /**
   * Have a job wait for a process to do it; for that of `owner` only, which has to beat until it begins, where one is
   * given. `requestedBy`: name of the key that it is asked for with. Returns its number, or null when the database lets no
   * other one in.
   */
  async enqueue(
    request: One['request'],
    owner: string | null = null,
    requestedBy: string | null = null,
  ): Promise<number | null> {
    await this.failSilent();
    return this.unlessTaken(async (transaction) => {
      await this.forget(transaction);
      const { identifiers } = await transaction.insert(Job, {
        ...this.fresh(request),
        state: 'na_fila',
        owner,
        requestedBy,
        beatAt: owner === null ? null : () => this.database.dialect.clock,
      });
      // Whoever does such work begins it at once.
      await this.database.notify(transaction, 'trabalhos');
      return Number(identifiers[0].id);
    });
  }

  /** Begin a job that waits. Null when another process was faster, or the database lets no other one run now. */
  async claim(id: number, owner: string): Promise<One | null> {
    await this.failSilent();
    const claimed = await this.unlessTaken(async (transaction) => {
      const { affected } = await transaction
        .createQueryBuilder()
        .update(Job)
        .set(this.begun(owner))
        .where({ id, kind: this.kind.name, state: 'na_fila' })
        .andWhere(ownedBy(owner))
        .execute();
      return affected === 1;
    });
    return claimed ? this.find(id) : null;
  }

  /** Begin the job that waits for anybody, or else a new one. Null while another one runs. */
  async claimOrStart(request: One['request'], owner: string): Promise<One | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const open = await this.open();
      if (open.some(({ state }) => state === 'executando')) return null;
      const waiting = open.find((job) => job.owner === null);
      const job = waiting ? await this.claim(waiting.id, owner) : await this.start(request, owner);
      if (job) return job;
      // One was asked for, or begun, in between.
    }
    return null;
  }

  /** Say that a job lives. False when it does not count as under way any more: it was taken for dead, or has ended. */
  async beat({ id, owner }: Claim): Promise<boolean> {
    return (await this.change({ id, owner, state: 'executando' }, { beatAt: () => this.database.dialect.clock })) > 0;
  }

  /** Say that the owner of jobs that wait for it lives. */
  async beatWaiting(owner: string): Promise<void> {
    await this.change({ owner, state: 'na_fila' }, { beatAt: () => this.database.dialect.clock });
  }

  /** Only a job that is under way changes: a late word of progress does not overwrite how it ended. */
  async progress({ id, owner }: Claim, percent: number, progress: NonNullable<One['progress']>): Promise<void> {
    await this.change({ id, owner, state: 'executando' }, { percent, progress: progress });
  }

  /**
   * Make sure, as the last thing in a transaction that writes what a job makes, that the job is under way: nobody else can
   * say that it is not before the transaction ends. A process that was stopped for a while cannot know by its own signs of
   * life whether it was taken for dead meanwhile. Throws JobTakenForDead.
   */
  async assertUnderWay(transaction: Statements, { id, owner }: Claim): Promise<void> {
    const rows = (await transaction.query(
      `SELECT id FROM trabalhos WHERE id = $1 AND dono = $2 AND tipo = $3 AND estado = 'executando'
       ${this.database.dialect.inOrder('change')}`,
      [id, owner, this.kind.name],
    )) as unknown[];
    if (rows.length === 0) throw new JobTakenForDead(this.kind, id);
  }

  /** End a job, in the transaction that writes what it made: it has succeeded exactly when that is there. Throws JobTakenForDead. */
  async succeed(transaction: EntityManager, { id, owner }: Claim, result: NonNullable<One['result']>): Promise<void> {
    const { affected } = await transaction.update(
      Job,
      { id, owner, kind: this.kind.name, state: 'executando' },
      { state: 'concluido', percent: 100, result: result as object, endedAt: this.now() },
    );
    if (affected !== 1) throw new JobTakenForDead(this.kind, id);
    await this.database.notify(transaction, 'trabalhos');
  }

  /**
   * Note why a job came to nothing, unless it has ended or another process answers for it; with `overSilence`, in the place
   * of the word of those who only saw it fall silent, too. `result`: what it has to tell all the same.
   */
  async fail(
    { id, owner }: Claim,
    reason: Text,
    { overSilence = false, result }: { overSilence?: boolean; result?: One['result'] } = {},
  ): Promise<void> {
    const told = { error: reason.pt, errorEnglish: reason.en };
    const to = { state: 'falhou' as const, ...told, ...(result ? { result: result as object } : {}) };
    await this.database.write(async (transaction) => {
      const note = async (where: FindOptionsWhere<Job>): Promise<boolean> => {
        const { affected } = await transaction
          .createQueryBuilder()
          .update(Job)
          .set({ ...to, endedAt: this.now() })
          .where({ id, kind: this.kind.name, ...where })
          .andWhere(ownedBy(owner))
          .execute();
        return affected === 1;
      };
      if (await note({ state: In(openStates) })) await this.announceFailure(transaction, id);
      // Of one that has fallen silent, that it failed was told when that was seen.
      else if (overSilence) await note({ state: 'falhou', error: this.kind.reasons.silent.pt });
      await this.database.notify(transaction, 'trabalhos');
    });
  }

  /** Those that wait or run, in the order in which they came. */
  async open(): Promise<One[]> {
    await this.failSilent();
    const where = { kind: this.kind.name, state: In(openStates) };
    return this.typed(await this.database.manager.find(Job, { where, order: { id: 'ASC' } }));
  }

  /** The newest first; only those that came before the one of this number, where one is given. */
  async list(limit: number, before: number | null = null): Promise<One[]> {
    await this.failSilentWhereWritable();
    const where = { kind: this.kind.name, ...(before === null ? {} : { id: LessThan(before) }) };
    return this.typed(await this.database.manager.find(Job, { where, order: { id: 'DESC' }, take: limit }));
  }

  count(): Promise<number> {
    return this.database.manager.countBy(Job, { kind: this.kind.name });
  }

  /** Null when there is none of this number and kind. */
  async get(id: number): Promise<One | null> {
    await this.failSilentWhereWritable();
    return this.find(id);
  }

  private async find(id: number): Promise<One | null> {
    return this.typed(await this.database.manager.findBy(Job, { id, kind: this.kind.name })).at(0) ?? null;
  }

  /** Nobody but this class writes jobs of its kind. */
  private typed(jobs: Job[]): One[] {
    return jobs as One[];
  }

  private async start(request: One['request'], owner: string): Promise<One | null> {
    const id = await this.unlessTaken(async (transaction) => {
      await this.forget(transaction);
      const { identifiers } = await transaction.insert(Job, { ...this.fresh(request), ...this.begun(owner) });
      return Number(identifiers[0].id);
    });
    return id === null ? null : this.find(id);
  }

  private fresh(request: One['request']) {
    return { kind: this.kind.name, request: request as object, percent: 0, requestedAt: this.now() };
  }

  private begun(owner: string) {
    return { state: 'executando' as const, owner, startedAt: this.now(), beatAt: () => this.database.dialect.clock };
  }

  /** Null when a unique index lets no other row in: the database decides who is first. */
  private async unlessTaken<T>(work: (transaction: EntityManager) => Promise<T>): Promise<T | null> {
    try {
      return await this.database.write(work);
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
  }

  private async forget(transaction: EntityManager): Promise<void> {
    if (this.kind.keptMs === null) return;
    const before = LessThan(this.now() - this.kind.keptMs);
    await transaction.delete(Job, { kind: this.kind.name, requestedAt: before, state: In(['concluido', 'falhou']) });
  }

  /**
   * A job whose process died cannot say so itself: whoever looks at the jobs does. One whose row is held is left to the
   * next: its process was stopped within the transaction that it is about to commit, and who looks does not wait until it
   * is woken or PostgreSQL ends its connection.
   */
  private async failSilent(): Promise<void> {
    const { clock } = this.database.dialect;
    const silent = `SELECT id FROM trabalhos WHERE tipo = '${this.kind.name}' AND estado IN ('na_fila', 'executando')
      AND batida_em < ${clock} - ${this.kind.silenceMs}`;
    if ((await this.database.query(silent)).length === 0) return;
    const { pt, en } = this.kind.reasons.silent;
    await this.database.write(async (transaction) => {
      const locked = `${silent} ${this.database.dialect.inOrder('change', 'at once')}`;
      for (const { id } of await transaction.query<{ id: number }[]>(locked)) {
        await transaction.query(
          `UPDATE trabalhos SET estado = 'falhou', erro = $1, erro_ingles = $2, terminado_em = ${clock} WHERE id = $3`,
          [pt, en, id],
        );
        await this.announceFailure(transaction, id);
      }
    });
  }

  /** Where nothing can be written, a full disk for example, jobs can still be read. */
  private async failSilentWhereWritable(): Promise<void> {
    try {
      await this.failSilent();
    } catch (error) {
      if (troubleOf(error) !== 'read-only') throw error;
    }
  }

  private async announceFailure(transaction: EntityManager, id: number): Promise<void> {
    const message = this.kind.failureMessage?.(id);
    if (message) await announce(transaction, this.database.dialect, message);
  }

  private async change(
    which: Partial<Pick<Job, 'id' | 'owner' | 'state'>>,
    to: QueryDeepPartialEntity<Job>,
  ): Promise<number> {
    const { affected } = await this.database.writeOne((manager) =>
      manager.update(Job, { ...which, kind: this.kind.name }, to),
    );
    return affected ?? 0;
  }
}

/** A job that waits for anybody is everybody's. */
function ownedBy(owner: string): Brackets {
  return new Brackets((or) => or.where('dono IS NULL').orWhere('dono = :owner', { owner }));
}
