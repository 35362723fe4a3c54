import type { EntityManager } from 'typeorm';
import { at } from '../invariants';
import { accompaniedWork } from './accompanied';
import type { Database } from './database';
import { troubleOf } from './database-errors';

/** The most in one transaction: those behind wait for it. */
const MOST_TOGETHER = 500;

/** How things of one kind are written. */
interface Ways<Item, Result> {
  /**
   * Several in one transaction, without waiting for anybody's rows: what came of each, in their order, and null for those that
   * are to be written alone. Run anew where others were in the way.
   */
  readonly together: (transaction: EntityManager, items: readonly Item[]) => Promise<readonly (Result | null)[]>;
  /** One in a transaction of its own: throws what is wrong with it. */
  readonly alone: (item: Item) => Promise<Result>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result | Promise<Result>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Things of one kind that wait to be written at the same time go into one transaction: the disk is asked once for all of them
 * (group commit). Each is told what came of it after the commit, none before. One that cannot be written with others is
 * written alone, so that it keeps nobody from anything; so is what a companion goes in with, which is of it and of no other.
 */
export class WrittenTogether<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private isWriting = false;

  constructor(
    private readonly database: Pick<Database, 'write'>,
    private readonly ways: Ways<Item, Result>,
  ) {}

  write(item: Item): Promise<Result> {
    if (accompaniedWork()) return this.ways.alone(item);
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isWriting) return;
      this.isWriting = true;
      // What has come with it by now is read first.
      setImmediate(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) await this.writeSome();
    this.isWriting = false;
  }

  private async writeSome(): Promise<void> {
    const some: Waiting<Item, Result>[] = [];
    const take = () => some.push(...this.waiting.splice(0, MOST_TOGETHER - some.length));
    take();
    const progress = { isWritten: false };
    try {
      const results = await this.database.write(async (transaction) => {
        progress.isWritten = false;
        // Its turn has come: those who came while it waited for it need not wait for the next.
        take();
        const written = await this.ways.together(
          transaction,
          some.map(({ item }) => item),
        );
        progress.isWritten = true;
        return written;
      });
      some.forEach((one, n) => one.resolve(at(results, n, 'what was written together') ?? this.ways.alone(one.item)));
    } catch (error) {
      // Whether a commit that failed has come to pass is not known, and where the database is in trouble it is so for each.
      const isOfOne = !progress.isWritten && troubleOf(error) === null;
      for (const one of some) {
        if (isOfOne) one.resolve(this.ways.alone(one.item));
        else one.reject(error);
      }
    }
  }
}
