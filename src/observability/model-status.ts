/** What health and metrics tell of the model in use. */
export interface ModelInUse {
  readonly version: number;
  /** The active version, where it cannot be read and this one answers in its place; else null. */
  readonly standsInFor: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970: when it last became the active one. */
  readonly activatedAt: number;
  /** nDCG@10 on ratings held out of its training; null when too few users could be measured. */
  readonly ndcg10: number | null;
  /** nDCG@10 on the ratings made after the training: when it was activated, and as last measured. */
  readonly drift: { readonly whenActivated: number | null; readonly now: number | null } | null;
}

/** Tells of the model in use; whoever serves models provides it. */
export abstract class ModelStatus {
  /** Null before the first training. */
  abstract get inUse(): ModelInUse | null;
}
