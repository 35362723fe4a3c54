/** What processes tell each other through the database: another model is active; there is work, or its end. */
export type Topic = 'modelo' | 'trabalhos';

/** Listening to what other processes tell; to be closed. */
export interface Listening {
  close(): Promise<void>;
}
