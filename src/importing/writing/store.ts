import { usualSignals, type Signals } from '../../config/signals';
import type { NumberedTable } from '../../database/dialect';
import type { Connection } from './connection';
import { ExistingIds } from './existing-ids';
import type { FilmTitles } from './film-titles';
import type { Accepted, Kind, Refused, StoredByKind } from '../reading/rows';

/** What became of rows. */
export interface Counts {
  novos: number;
  alterados: number;
  /** Rows that changed nothing. */
  iguais: number;
}

export function noCounts(): Counts {
  return { novos: 0, alterados: 0, iguais: 0 };
}

/** What one batch did. */
export interface Stored {
  readonly counts: Counts;
  readonly refused: Refused[];
  /** Users that ratings brought along. */
  readonly users?: Counts;
  /** The numbers of the rows that were not refused, where they are films or users. */
  readonly ids?: number[];
}

/** What the batches of one import share. */
export interface Memory {
  readonly films: ExistingIds;
  readonly users: ExistingIds;
  /** Our numbers of films and people who were mentioned otherwise. */
  readonly refs: Map<string, number>;
  /** Empty until somebody asks. */
  readonly titles: FilmTitles;
  /** Films of which it was counted how they were found. */
  readonly counted: Set<number>;
  /** In a dry run: ids elsewhere of what would be there by now, and the number it would not have. */
  readonly planned: { count: number; readonly filmes: Map<string, number>; readonly usuarios: Map<string, number> };
  /** Films and people of which a number came, and numbers that were given to names, so that no number means two. */
  readonly numbers: Readonly<Record<NumberedTable, { came: boolean; readonly given: Set<number> }>>;
  /** The next such number: far beyond what anybody has. */
  plannedIds: number;
  /** What rows that are made on the way are stored with. */
  readonly plain: StoreOptions;
}

export function newMemory(): Memory {
  return {
    films: new ExistingIds('filmes'),
    users: new ExistingIds('usuarios'),
    refs: new Map(),
    titles: new Map(),
    counted: new Set(),
    planned: { count: 0, filmes: new Map(), usuarios: new Map() },
    numbers: {
      filmes: { came: false, given: new Set() },
      usuarios: { came: false, given: new Set() },
    },
    plannedIds: Number.MAX_SAFE_INTEGER,
    plain: { createsUsers: true, signals: usualSignals, now: 0 },
  };
}

export interface StoreOptions {
  /** Ratings of users who are not there make them. */
  readonly createsUsers: boolean;
  /** The same of users with ids elsewhere alone; as `createsUsers` when it is left out. */
  readonly createsIdentified?: boolean;
  /** When ratings without a time were made, in milliseconds since 1970; left out when nobody knows. */
  readonly untimedAt?: number;
  /** The kinds of events that are taken, and what they say. */
  readonly signals: Signals;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
}

/** Bring one batch of rows into the database. Doing it again changes nothing. */
export type Store<K extends Kind> = (
  connection: Connection,
  rows: readonly Accepted<StoredByKind[K]>[],
  memory: Memory,
  options: StoreOptions,
) => Promise<Stored>;

export function refuse({ line, text }: Accepted<unknown>, pt: string, en: string, field?: string): Refused {
  return { line, text, reason: { pt, en }, field };
}
