import type { DataSource } from 'typeorm';
import type { SqlValue } from '../sql-value';

/** The parts of the `sqlite3` driver that preparing takes. */
interface Statement {
  all(parameters: readonly SqlValue[], done: (error: Error | null, rows: unknown[]) => void): void;
  finalize(done: () => void): void;
}
interface Connection {
  prepare(sql: string, done: (error: Error | null) => void): Statement;
}

/** Statements on the connection of a SQLite data source that are parsed once, and kept until it is closed. */
export class PreparedStatements {
  private readonly statements = new Map<string, Promise<Statement>>();
  private closed = false;

  constructor(private readonly dataSource: DataSource) {}

  async all<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    if (this.closed) throw new Error('the database is closed');
    const statement = await this.statement(sql);
    return new Promise((resolve, reject) => {
      statement.all(parameters, (error, rows) => (error ? reject(error) : resolve(rows as Row[])));
    });
  }

  /** The connection cannot be closed before, nor while a request that is late prepares another. */
  async close(): Promise<void> {
    this.closed = true;
    const statements = await Promise.allSettled(this.statements.values());
    this.statements.clear();
    for (const one of statements)
      if (one.status === 'fulfilled') await new Promise<void>((resolve) => one.value.finalize(resolve));
  }

  private statement(sql: string): Promise<Statement> {
    let statement = this.statements.get(sql);
    if (!statement) {
      const { databaseConnection } = this.dataSource.driver as unknown as { databaseConnection: Connection };
      statement = new Promise((resolve, reject) => {
        const prepared = databaseConnection.prepare(sql, (error) => (error ? reject(error) : resolve(prepared)));
      });
      this.statements.set(sql, statement);
      // What failed is tried again by the next request.
      statement.catch(() => this.statements.delete(sql));
    }
    return statement;
  }
}
