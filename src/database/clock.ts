/** The clock, as a dependency: milliseconds since 1970. */
export type Clock = () => number;

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** Injection token of a {@link Clock} for durations: nobody sets it, and it begins anywhere. */
export const STOPWATCH = Symbol('Stopwatch');
