/** What health and metrics tell of the model in use. */
export interface ModelInUse {
  readonly version: number;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
  /** nDCG@10 on the ratings held out when it was trained; absent or null when it was not measured. */
  readonly ndcg10?: number | null;
  /** nDCG@10 on the newest ratings, when it was activated and as last measured. */
  readonly drift?: { readonly whenActivated: number | null; readonly now: number | null } | null;
}

/** Tells of the model in use; whoever serves models provides it. */
export abstract class ModelStatus {
  /** Null before the first training. */
  abstract get inUse(): ModelInUse | null;
}
