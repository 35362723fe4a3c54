import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { STOPWATCH, type Clock } from '../database/clock';
import { holdRoom } from '../http/busy';
import { Room } from '../http/room';
import { senderOf } from '../http/sender';
import { identityOf, type Identity } from './identity';
import { RequestLimit } from './request-limit';

/** Does a piece of a request's work when it is its turn: a few milliseconds, after which others have theirs. */
export type Pace = <Result>(piece: () => Result) => Promise<Result>;

/** Requests with heavy work under way; those beyond wait for a while, and the others are told to come back. */
const MOST = 64;
const MOST_OF_ONE = 16;
const MOST_WAITING = 64;
const PATIENCE_MS = 5_000;

/** What a usual request takes of the processor, or somewhat more: what heavy work is counted in. In milliseconds. */
const USUAL_MS = 5;

/** Between two pieces everything else that has come goes on, through as many turns of the event loop as that needs. */
const BETWEEN_MS = 1;

interface Job {
  /** In milliseconds. */
  spent: number;
}

interface Waiting {
  readonly job: Job;
  readonly begin: () => void;
}

/** Nobody is there any more whom the work is for. */
class ClientGone extends Error {}

/**
 * Work that takes long is done in pieces, between which all other requests go on; of the pieces that wait, the one whose
 * request has had least. What they take counts for the sender's limit, as so many usual requests.
 */
@Injectable()
export class HeavyWork {
  private readonly room = new Room({
    capacity: MOST,
    perSender: MOST_OF_ONE,
    waiting: MOST_WAITING,
    patience: PATIENCE_MS,
  });
  /** Whether a request may have heavy work done, by its response: decided once, also where it comes to its route in a second attempt. */
  private readonly admissions = new WeakMap<ServerResponse, Promise<boolean>>();
  private readonly waiting: Waiting[] = [];
  private isTaken = false;

  constructor(
    private readonly limit: RequestLimit,
    @Inject(STOPWATCH) private readonly elapsed: Clock,
  ) {}

  /** For the work of one request, which is let in with its first piece. That throws TooManyAtOnce, ServerBusy. */
  pace(response: Response): Pace {
    return this.paceFor(identityOf(response.req), senderOf(response.req), response);
  }

  /** The same of a request that no guard has looked at. */
  paceFor(identity: Identity | null, sender: string, response: ServerResponse): Pace {
    const job: Job = { spent: 0 };
    return async (piece) => {
      await this.admit(sender, response);
      await this.turn(job);
      const began = this.elapsed();
      try {
        if (response.destroyed) throw new ClientGone();
        return piece();
      } finally {
        const took = this.elapsed() - began;
        job.spent += took;
        this.limit.chargeTo(identity, sender, took / USUAL_MS);
        setTimeout(() => this.next(), BETWEEN_MS);
      }
    };
  }

  private admit(sender: string, response: ServerResponse): Promise<boolean> {
    let admission = this.admissions.get(response);
    if (!admission) {
      admission = holdRoom(this.room, sender, response);
      this.admissions.set(response, admission);
    }
    return admission;
  }

  private turn(job: Job): Promise<void> {
    if (this.isTaken) return new Promise((begin) => this.waiting.push({ job, begin }));
    this.isTaken = true;
    return Promise.resolve();
  }

  private next(): void {
    let first = 0;
    for (let n = 1; n < this.waiting.length; n++)
      if (this.waiting[n].job.spent < this.waiting[first].job.spent) first = n;
    const [next] = this.waiting.splice(first, 1) as (Waiting | undefined)[];
    if (next) next.begin();
    else this.isTaken = false;
  }
}
