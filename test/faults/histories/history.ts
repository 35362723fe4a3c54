import { disorder, FIRST, type Access } from './register-order';

/** How long a client waits for an answer, in milliseconds. */
const PATIENCE_MS = 8_000;

export interface Requested {
  /** Null: none came. */
  readonly status: number | null;
  readonly body: Record<string, unknown>;
}

/** All that clients of some replicas have read and written, by register. */
export class History {
  private readonly accesses = new Map<string, Access[]>();
  /** Answers that were no answers to what was asked, with how often they came. */
  readonly refusals = new Map<string, number>();
  acknowledged = 0;
  uncertain = 0;
  reads = 0;

  constructor(private readonly key: string) {}

  /** Write a value that nobody else writes to this register. False when nobody knows whether it was written. */
  async write(register: string, value: string, url: string, request: RequestInit): Promise<boolean> {
    const began = performance.now();
    const { status } = await this.ask(url, request);
    const isDone = status !== null && status < 300;
    if (isDone) this.acknowledged++;
    else this.uncertain++;
    this.note(register, { kind: 'write', value, began, ended: isDone ? performance.now() : Infinity });
    return isDone;
  }

  /** Read a register: `valueOf` finds the value in an answer; null is no answer to go by. */
  async read(register: string, url: string, valueOf: (answer: Requested) => string | null): Promise<string | null> {
    const began = performance.now();
    const value = valueOf(await this.ask(url, {}));
    if (value === null) return null;
    this.reads++;
    this.note(register, { kind: 'read', value, began, ended: performance.now() });
    return value;
  }

  /** What nobody can have done one after the other, of all registers. */
  disorders(): string[] {
    return [...this.accesses].flatMap(([register, accesses]) => {
      const found = disorder(accesses);
      return found === null ? [] : [`${register}: ${found}`];
    });
  }

  async ask(url: string, request: RequestInit): Promise<Requested> {
    try {
      const response = await fetch(url, {
        ...request,
        headers: { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      if (response.status >= 400 && response.status !== 404) this.refuse(String(response.status));
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    } catch {
      this.refuse('none');
      return { status: null, body: {} };
    }
  }

  private refuse(how: string): void {
    this.refusals.set(how, (this.refusals.get(how) ?? 0) + 1);
  }

  private note(register: string, access: Access): void {
    const known = this.accesses.get(register);
    if (known) known.push(access);
    else this.accesses.set(register, [access]);
  }
}

/** The registers: ratings of people for films, and their names. */
export const ratingAt = (person: number, film: number): string => `/usuarios/${person}/avaliacoes/${film}`;
export const personAt = (person: number): string => `/usuarios/${person}`;

export function ratingIn({ status, body }: Requested): string | null {
  if (status === 404) return FIRST;
  return status === 200 ? String(body.avaliacao) : null;
}

export function nameIn({ status, body }: Requested): string | null {
  if (status !== 200) return null;
  const name = String(body.nome);
  return name.startsWith('Pessoa') ? FIRST : name;
}
