/** How much may be inside at the same time, and who waits outside. */
export interface RoomOptions {
  /** Of all together. */
  readonly capacity: number;
  /** Of what one sender may have of it. */
  readonly perSender: number;
  /** Most that wait, the first come being the first let in that fits; 0: nobody waits. */
  readonly waiting: number;
  /** Longest wait, in milliseconds. */
  readonly patience: number;
}

/** Somebody was not let in. */
export class RoomFull extends Error {
  /** ofSender: by what the sender itself has inside; else by what all have. */
  constructor(readonly ofSender: boolean) {
    super('no room');
  }
}

interface Guest {
  readonly sender: string;
  readonly size: number;
}

interface Waiting extends Guest {
  readonly letIn: () => void;
}

/** Gives back what somebody took; more than once does nothing. */
export type Leave = () => void;

/** A bound on something that requests hold while they are answered: their number, their bytes. */
export class Room {
  private used = 0;
  private readonly usedBy = new Map<string, number>();
  private readonly queue: Waiting[] = [];

  constructor(private readonly options: RoomOptions) {}

  /** Who is inside and who waits: in all. */
  get state(): { readonly used: number; readonly waiting: number } {
    return { used: this.used, waiting: this.queue.length };
  }

  /** Take `size` at once; null when there is no room for it. */
  tryEnter(sender: string, size = 1): Leave | null {
    const guest = { sender, size };
    return this.fits(guest) ? this.take(guest) : null;
  }

  /** Take `size`, which is no more than one sender may have, now or in a while. Rejects with RoomFull. */
  async enter(sender: string, size = 1): Promise<Leave> {
    const guest = { sender, size };
    if (this.fits(guest)) return this.take(guest);
    if (this.queue.length >= this.options.waiting) throw this.full(guest);
    return new Promise((resolve, reject) => {
      const waiting = {
        ...guest,
        letIn: () => {
          clearTimeout(timer);
          resolve(this.take(guest));
        },
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(this.full(guest));
      }, this.options.patience);
      this.queue.push(waiting);
    });
  }

  private full({ sender, size }: Guest): RoomFull {
    return new RoomFull((this.usedBy.get(sender) ?? 0) + size > this.options.perSender);
  }

  private fits({ sender, size }: Guest): boolean {
    const { capacity, perSender } = this.options;
    return this.used + size <= capacity && (this.usedBy.get(sender) ?? 0) + size <= perSender;
  }

  private take({ sender, size }: Guest): Leave {
    this.add(sender, size);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.add(sender, -size);
      this.letIn();
    };
  }

  private add(sender: string, size: number): void {
    this.used += size;
    const of = (this.usedBy.get(sender) ?? 0) + size;
    if (of === 0) this.usedBy.delete(sender);
    else this.usedBy.set(sender, of);
  }

  private letIn(): void {
    for (let n = 0; n < this.queue.length && this.used < this.options.capacity;) {
      const waiting = this.queue[n];
      if (this.fits(waiting)) {
        this.queue.splice(n, 1);
        waiting.letIn();
      } else n++;
    }
  }
}
