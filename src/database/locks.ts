/**
 * The order in which transactions take what they keep from each other, everywhere, so that none wait in a circle:
 *
 * 1. the row of `respostas_guardadas` of the request itself, before anything else; then the locks below, in the order in
 *    which they stand;
 * 2. rows of `filmes`, by id: whoever writes ratings keeps the films there, whoever deletes a film keeps out new ratings;
 * 3. rows of `usuarios`, by id: whoever writes or deletes ratings holds those whose ratings they are, so that the rows of
 *    `avaliacoes` themselves are nobody's to wait for;
 * 4. `modelo_ativo`, other rows of models, rows of `trabalhos` and of `regras`, which go with their film;
 * 5. rows of `webhooks` and of `entregas`: whoever tells them something keeps them there, whoever deletes one waits for that;
 * 6. the counters in `sistema`, last; but the generation of the data before all of 4.
 *
 * What passes over a table that another one refers to takes its rows by `lockRows` or `inOrder` of the dialect first.
 *
 * Everything that processes lock against each other for longer than a row, the same in every version of the program:
 * PostgreSQL knows a lock by its number. On SQLite only one transaction writes at a time anyway. (5,208,003 was that of
 * trainings: an older version may hold it.)
 */
export const locks = {
  /** One process brings the schema up to date. */
  migrations: 5_208_001,
  /** Two imports never wait for each other's rows in a circle. */
  imports: 5_208_002,
  /**
   * Shared by those who make a film or a user, or give a user an email. A batch that somebody was too fast for takes it
   * alone: what it finds free then stays so.
   */
  uniques: 5_208_005,
  /** Of several servers that start on an empty database, one makes the first key. */
  firstKey: 5_208_004,
  /** Of two experiments of one parameter, one starts. */
  experiments: 5_208_006,
  /** One change of the editors' rules after the other. */
  rules: 5_208_007,
  /** One new webhook after the other: there is room for so many. */
  webhooks: 5_208_008,
  /** Of two requests with one Idempotency-Key, one is carried out. Nobody waits for it: see tryLock. */
  requests: 5_208_010,
} as const;

export type LockName = keyof typeof locks;
