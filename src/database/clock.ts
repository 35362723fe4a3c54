/** The clock, as a dependency: milliseconds since 1970. */
export type Clock = () => number;

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');
