import type { SqlValue } from './sql-value';

/** Collects the conditions of a WHERE clause and their parameters, numbered in order. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly parameters: SqlValue[] = [];

  /** Add a condition; each `?` in it takes the next value. */
  add(condition: string, ...values: SqlValue[]): this {
    let next = this.parameters.length;
    this.parts.push(condition.replace(/\?/g, () => `$${(next += 1)}`));
    this.parameters.push(...values);
    return this;
  }

  get empty(): boolean {
    return this.parts.length === 0;
  }

  /** The WHERE clause, or nothing. */
  get where(): string {
    return this.empty ? '' : `WHERE ${this.parts.join(' AND ')}`;
  }
}
