/** Of rows of the second: how many went to the first, and how many were dropped for what the first had. */
export interface Moved {
  readonly movidas: number;
  readonly repetidas: number;
}

/** What became of a film or a person that was merged into another, as it is answered. */
export interface Merged {
  /** Which there is still. */
  readonly id: number;
  /** Which there is no more. */
  readonly unido: number;
  /** Of two ratings of one person for one film the newer stays; without a time it is the older one, of two alike the first's. */
  readonly avaliacoes: Moved;
  readonly eventos: Moved;
  /** Ids elsewhere that went over. */
  readonly identificadores: readonly string[];
  /** Fields that were empty in the first. */
  readonly preenchidos: readonly string[];
}
