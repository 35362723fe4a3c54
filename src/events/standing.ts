import type { Signals } from '../config/signals';

/** An event, as far as it says something of its film. */
export interface Said {
  readonly kind: string;
  /** From 0 to 1; null is all. */
  readonly value: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the events of one person say of one film. */
export interface Standing {
  /** From -1 to 1; 0 says nothing. */
  readonly preference: number;
  /** The kind that the preference is of; null when none is. */
  readonly kind: string | null;
  /** How much of it, from 0 to 1; null is all. */
  readonly value: number | null;
  /** When that was, in milliseconds since 1970; 0 when none is. */
  readonly at: number;
  /** Whether the film is out of the person's lists. */
  readonly gone: boolean;
  /** Whether what took it out says that it is not liked: then no rating brings it back either. */
  readonly unwanted: boolean;
}

/** … and of which film. */
export interface FilmStanding extends Standing {
  readonly filmId: number;
}

/** What is older than this, beside the newest event of a film, counts no more. In milliseconds. */
const RECENT = 180 * 86_400_000;

/** A film leaves the lists when more than this share of it is said. */
const MOST_OF_IT = 0.5;

/** The kinds that take back what was said before; `com_interesse` also takes back all that took a film out of the lists. */
const takesBack: Readonly<Record<string, readonly string[]>> = {
  nao_quer_ver: ['quer_ver'],
  nao_visto: ['visto', 'assistiu', 'gostou'],
  com_interesse: ['sem_interesse'],
};

/** The kinds that take back events of this kind. */
export function takenBackBy(kind: string, signals: Signals): string[] {
  const takesAllOut = (taking: string): boolean => taking === 'com_interesse' && (signals.get(kind)?.leaves ?? false);
  return Object.keys(takesBack).filter((taking) => takesBack[taking].includes(kind) || takesAllOut(taking));
}

/** Whether events of a kind change what is recommended. */
export function speaks(kind: string, signals: Signals): boolean {
  const signal = signals.get(kind);
  return kind in takesBack || (signal !== undefined && (signal.preference !== 0 || signal.leaves));
}

/**
 * What stands of one person's events with one film, oldest first: the strongest of the last half year before the newest, of
 * equally strong ones the later. How much of something was done is the most that was ever told.
 */
export function standingOf(events: readonly Said[], signals: Signals): Standing {
  let left: Said[] = [];
  for (const event of events)
    if (event.kind in takesBack) left = left.filter(({ kind }) => !takenBackBy(kind, signals).includes(event.kind));
    else left.push(event);
  const leaving = left.filter(({ kind, value }) => signals.get(kind)?.leaves && (value ?? 1) > MOST_OF_IT);
  const newest = left.at(-1)?.at ?? 0;
  let strongest: Omit<Standing, 'gone' | 'unwanted'> = { preference: 0, kind: null, value: null, at: 0 };
  for (const { kind, value, at } of left) {
    const preference = (signals.get(kind)?.preference ?? 0) * (value ?? 1);
    if (preference === 0 || at < newest - RECENT) continue;
    if (Math.abs(preference) >= Math.abs(strongest.preference)) strongest = { preference, kind, value, at };
  }
  return {
    ...strongest,
    gone: leaving.length > 0,
    unwanted: leaving.some(({ kind }) => (signals.get(kind)?.preference ?? 0) < 0),
  };
}
