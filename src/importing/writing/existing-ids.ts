import type { NumberedTable } from '../../database/dialect';
import type { Connection } from './connection';

/** How many ids are remembered: some 40 MB. */
const MOST = 1_000_000;

/** Remembers which ids of a table exist, so that each is looked up once. */
export class ExistingIds {
  private readonly ids = new Set<number>();

  constructor(private readonly table: NumberedTable) {}

  has(id: number): boolean {
    return this.ids.has(id);
  }

  /** Look up those of the ids that are not remembered. Resolves to the ones that turned out to exist. */
  async lookUp(connection: Connection, ids: Iterable<number>): Promise<number[]> {
    // A forgotten id is looked up again: forgetting costs time, not correctness.
    if (this.ids.size > MOST) this.ids.clear();
    const unknown = new Set<number>();
    for (const id of ids) if (!this.ids.has(id)) unknown.add(id);
    if (unknown.size === 0) return [];
    const rows = await connection.query<{ id: number }>(
      `SELECT id FROM ${this.table} WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })})`,
      [JSON.stringify(Array.from(unknown, (id) => [id]))],
    );
    const found = rows.map(({ id }) => id);
    this.add(found);
    return found;
  }

  /** Of these ids it is known for certain which exist. Returns those that exist and were not remembered. */
  learn(ids: Iterable<number>, existing: ReadonlySet<number>): number[] {
    const news = [...existing].filter((id) => !this.ids.has(id));
    for (const id of ids) if (!existing.has(id)) this.ids.delete(id);
    this.add(existing);
    return news;
  }

  add(ids: Iterable<number>): void {
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
  }
}
