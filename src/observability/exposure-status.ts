/** What metrics tell of the lists of experiments that this process answered. */
export interface ExposureCounts {
  /** Lists that are in the database. */
  readonly stored: number;
  /** Lists that were given up, since the database did not take as many as came. */
  readonly dropped: number;
  /** Lists that are in memory only: a crash loses them. */
  readonly waiting: number;
}

/** Tells of what is noted of lists; whoever notes it provides it. */
export abstract class ExposureStatus {
  abstract get counts(): ExposureCounts;
}
