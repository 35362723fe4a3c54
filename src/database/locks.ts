/**
 * Everything that processes lock against each other for longer than a row, the same in every version of the program:
 * PostgreSQL knows a lock by its number. On SQLite only one transaction writes at a time anyway. (5,208,003 was that of
 * trainings: an older version may hold it.)
 */
export const locks = {
  /** One process brings the schema up to date. */
  migrations: 5_208_001,
  /** Two imports never wait for each other's rows in a circle. */
  imports: 5_208_002,
  /** Of several servers that start on an empty database, one makes the first key. */
  firstKey: 5_208_004,
} as const;

export type LockName = keyof typeof locks;
