/** What processes tell each other through the database: another model is active; a training is asked for. */
export type Topic = 'modelo' | 'treinos';

/** Listening to what other processes tell; to be closed. */
export interface Listening {
  close(): Promise<void>;
}
