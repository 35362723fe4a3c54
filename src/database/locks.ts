/**
 * Everything that processes lock against each other, the same in every version of the program. PostgreSQL knows a lock
 * by its number; on SQLite, one that outlasts a transaction is a row with its name.
 */
export const locks = {
  /** One process brings the schema up to date. */
  migrations: { number: 5_208_001, name: 'migracoes' },
  /** Two imports never wait for each other's rows in a circle. */
  imports: { number: 5_208_002, name: 'importacao' },
  /** One training at a time. */
  training: { number: 5_208_003, name: 'treino' },
  /** Of several servers that start on an empty database, one makes the first key. */
  firstKey: { number: 5_208_004, name: 'primeira_chave' },
} as const;

export type LockName = keyof typeof locks;

/** A lock that is held until it is released, or until the process that holds it is dead. */
export interface HeldLock {
  release(): Promise<void>;
}
