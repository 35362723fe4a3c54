import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import { oneAtATime } from './one-at-a-time';

/** What came of a piece of work. */
export interface Outcome {
  readonly result: unknown;
}

/** What is to stand in the database exactly when that does which a piece of work writes. */
export interface Companion {
  /** The first thing in the transaction in which the work writes. Where it throws, nothing is written. */
  begin(transaction: EntityManager): Promise<void>;
  /** The last thing in it. outcome: of the whole work; null where it still had something to ask of the database. */
  end(transaction: EntityManager, outcome: Outcome | null): Promise<void>;
  /** The work has failed after some of it was written, `begin` with it. */
  fail(error: unknown): Promise<void>;
}

/** Runs a transaction, over again where others were in its way. */
type Run = <Result>(work: (transaction: EntityManager) => Promise<Result>) => Promise<Result>;

/** A transaction whose work is done, and that is not committed yet. */
interface Held {
  readonly commit: (outcome: Outcome | null) => void;
  readonly undo: (error: unknown) => void;
  readonly ended: Promise<unknown>;
}

const current = new AsyncLocalStorage<Accompanied>();

/** The work that the calling code is part of, where somebody accompanies it. */
export function accompaniedWork(): Accompanied | null {
  const work = current.getStore();
  return work && !work.isOver ? work : null;
}

/**
 * A piece of work and what stands beside it in the database. What the work has written last is not committed before the work is over,
 * so that what came of it goes in with it; unless it asks the database for something else before, which it must see as written. So
 * there is either nothing of it, or what it wrote with its companion, whatever ends the process. It costs no time: work that asks
 * nothing more of the database is over at once.
 */
export class Accompanied {
  /** What the work has begun and nobody waits for is not part of it from here on. */
  isOver = false;
  private readonly inTurn = oneAtATime();
  private held: Held | null = null;
  private last: Promise<unknown> = Promise.resolve();
  /** A transaction with `begin` in it has been committed. */
  private hasBegun = false;

  constructor(private readonly companion: Companion) {}

  /** Do the work. run: for what is to be written of the companion alone. */
  async carryOut<Result>(work: () => Promise<Result>, run: Run): Promise<Result> {
    try {
      const result = await current.run(this, work);
      this.isOver = true;
      if (this.held) await this.settle({ result });
      else await this.conclude({ result }, run);
      return result;
    } catch (error) {
      this.isOver = true;
      await this.undo(error);
      throw error;
    }
  }

  /** A transaction of the work: done when this resolves, and committed when the next begins or the work is over. */
  write<Result>(run: Run, work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.inTurn(async () => {
      await this.settle();
      return this.hold(run, work);
    });
  }

  /** Commit what the work has written so far. */
  async settle(outcome: Outcome | null = null): Promise<void> {
    const { held } = this;
    this.held = null;
    if (held) {
      held.commit(outcome);
      this.last = held.ended;
    }
    await this.last;
  }

  /** Not committed: the work has just written something. */
  get isHolding(): boolean {
    return this.held !== null;
  }

  private hold<Result>(run: Run, work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      let isUsed = false;
      const ended: Promise<Result> = run(async (transaction) => {
        // What it gave has been used: it cannot give something else now.
        if (isUsed) throw new Error('a transaction was undone after its result had been used');
        if (!this.hasBegun) await this.companion.begin(transaction);
        const result = await work(transaction);
        // Nobody is left who would have it committed.
        if (this.isOver) return result;
        isUsed = true;
        const outcome = await new Promise<Outcome | null>((commit, undo) => {
          this.held = { commit, undo, ended };
          resolve(result);
        });
        await this.companion.end(transaction, outcome);
        return result;
      });
      ended.then((result) => {
        this.hasBegun = true;
        resolve(result);
      }, reject);
    });
  }

  private async conclude(outcome: Outcome, run: Run): Promise<void> {
    await this.last;
    await run(async (transaction) => {
      if (!this.hasBegun) await this.companion.begin(transaction);
      await this.companion.end(transaction, outcome);
    });
  }

  private async undo(error: unknown): Promise<void> {
    const { held } = this;
    this.held = null;
    if (held) {
      held.undo(error);
      await held.ended.catch(() => undefined);
    }
    if (this.hasBegun) await this.companion.fail(error);
  }
}
