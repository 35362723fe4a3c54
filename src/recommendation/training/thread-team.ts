import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { alone, type Team } from '../../engine/team';
import { teamWorks } from '../../engine/training/team-works';
import type { PartDone, PartToDo } from './team-worker';

interface Part extends PartToDo {
  /** Those that were asked for together. */
  readonly of: symbol;
  readonly done: (result: unknown) => void;
  readonly fail: (error: Error) => void;
}

/**
 * A team of so many threads, which are started when there is something to do. Idle ones keep no process from ending: nobody need send
 * them home.
 */
export function threadTeam(size: number): Team {
  return size < 2 ? alone : new ThreadTeam(size);
}

class ThreadTeam implements Team {
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Part>();
  private waiting: Part[] = [];

  constructor(readonly size: number) {}

  async map<Input, Output>(
    work: (input: Input) => Output,
    inputs: readonly Input[],
    onDone?: (count: number) => void,
  ): Promise<Output[]> {
    return inputs.length < 2 ? alone.map(work, inputs, onDone) : this.onThreads(work, inputs, onDone);
  }

  async aside<Input, Output>(work: (input: Input) => Output, input: Input): Promise<Output> {
    return (await this.onThreads(work, [input]))[0];
  }

  private async onThreads<Input, Output>(
    work: (input: Input) => Output,
    inputs: readonly Input[],
    onDone?: (count: number) => void,
  ): Promise<Output[]> {
    const name = nameOf(work);
    const of = Symbol(name);
    let count = 0;
    const results = inputs.map(
      (input) =>
        new Promise<unknown>((resolve, reject) => {
          const done = (result: unknown): void => {
            onDone?.(++count);
            resolve(result);
          };
          this.waiting.push({ name, input, of, done, fail: reject });
        }),
    );
    this.handOut();
    try {
      return (await Promise.all(results)) as Output[];
    } finally {
      // After a failure nobody asks for the others.
      this.waiting = this.waiting.filter((part) => part.of !== of);
    }
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const member = this.idle.pop() ?? (this.busy.size < this.size ? this.another() : undefined);
      const part = member && this.waiting.shift();
      if (!part) return;
      this.busy.set(member, part);
      member.ref();
      const { name, input } = part;
      member.postMessage({ name, input } satisfies PartToDo);
    }
  }

  private another(): Worker {
    const member = new Worker(join(__dirname, 'team-worker.js'));
    member.on('message', (end: PartDone) => {
      const part = this.busy.get(member);
      this.busy.delete(member);
      member.unref();
      this.idle.push(member);
      this.handOut();
      if ('error' in end) part?.fail(end.error);
      else part?.done(end.result);
    });
    const lose = (error: Error): void => {
      const part = this.busy.get(member);
      this.busy.delete(member);
      part?.fail(error);
      this.handOut();
    };
    member.once('error', (error: Error) => lose(error));
    member.once('exit', (code) => lose(new Error(`a thread ended with code ${code} and its work undone`)));
    return member;
  }
}

/** The name by which a thread finds the work. */
function nameOf(work: unknown): keyof typeof teamWorks {
  const [name] = Object.entries(teamWorks).find(([, known]) => known === work) ?? [];
  if (name === undefined) throw new Error('a work that is none of `teamWorks`');
  return name as keyof typeof teamWorks;
}
