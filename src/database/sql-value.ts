/** What a parameter of a statement may be. */
export type SqlValue = string | number | null | Buffer;

/** Whatever runs statements: the database, a transaction, a snapshot. */
export interface Statements {
  query(sql: string, parameters?: SqlValue[]): Promise<unknown>;
}
