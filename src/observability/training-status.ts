/** What metrics tell of trainings. Times in milliseconds since 1970. */
export interface LastTraining {
  readonly state: string;
  readonly startedAt: number;
  /** Null while it is under way. */
  readonly endedAt: number | null;
  /** nDCG@10 of the version that it made; null when there is none, or none was measured. */
  readonly ndcg10: number | null;
}

/** Tells of the trainings of all processes; whoever trains provides it. */
export abstract class TrainingStatus {
  /** The newest training that has begun; null before the first. */
  abstract last(): Promise<LastTraining | null>;
}
