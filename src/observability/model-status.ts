/** What health and metrics tell of a model. */
export interface ModelInUse {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970: when it last became the active one. */
  readonly activatedAt: number;
  /** NDCG@10 on ratings held out of its training; null when too few users could be measured. */
  readonly ndcg10: number | null;
  /** Newest measurement of NDCG@10 on ratings made after the training, less what it was then: below 0 is worse. */
  readonly drift: number | null;
}

/** What health and metrics tell of the model in use; whoever serves models provides it. */
export abstract class ModelStatus {
  /** Null before the first training. */
  abstract get inUse(): ModelInUse | null;
}
