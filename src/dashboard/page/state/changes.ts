import { signal } from '@preact/signals';
import { send, type ApiProblem, type Options } from '../api/client';
import { asProblem } from '../api/use-load';
import { key } from './key';

/** How long the line that takes a change back stays, in milliseconds. */
const UNDO_TIME = 10_000;

/** The latest changes are listed, as many as one looks through. */
const KEPT = 50;

/** What can go for good. */
export type Kind = 'filmes' | 'usuarios';

/** What disappears: the ids of some of a kind. */
type Gone = readonly [Kind, ...(readonly number[])];

/** What is told of a change, in the language of the moment. */
interface Told {
  readonly text: () => string;
  /** Where it was made. */
  readonly place?: () => string;
}

export interface Change extends Told {
  readonly id: number;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** waiting: not sent yet, since the server could not take it back. */
  readonly state: 'waiting' | 'sending' | 'done' | 'undone' | 'failed';
  /** What went wrong when it was sent or taken back. */
  readonly problem: ApiProblem | undefined;
  /** What it makes disappear. */
  readonly gone?: Gone;
  /** Send it: of those that wait. */
  readonly commit?: (keepalive: boolean) => Promise<unknown>;
  /** Take it back: of those that were sent. */
  readonly revert?: () => Promise<unknown>;
}

/** What was changed since the page was loaded, the newest first. */
export const changes = signal<readonly Change[]>([]);

/** Those of which the line at the bottom tells. */
export const told = signal<readonly number[]>([]);

/** Grows with each change of the data that the server knows of, so that it is read again. */
export const dataTurn = signal(0);

/** Grows whenever something was taken back. */
export const undoTurn = signal(0);

let last = 0;

/** Of each change that is told: when its time is over, or how much of it is left while somebody looks at it. */
const timers = new Map<number, { timer: number; since: number; left: number }>();
let paused = false;

/** Tell of a change that the server has made; `revert` takes it back. */
export function noted(change: Told & { readonly revert?: () => Promise<unknown> }): void {
  add({ ...change, state: 'done' });
  dataTurn.value++;
}

/**
 * Tell of a change that the server could not take back. It is sent when the time for taking it back is over, or the page
 * is left, by the key of now; until then it only looks as if it had been made.
 */
export function postponed(change: Told & { gone: Gone; path: string; options: Options }): void {
  const { path, options, ...rest } = change;
  const held = key.value?.text;
  const commit = (keepalive: boolean) =>
    send(path, { ...options, ...(held !== undefined && { key: held }), keepalive });
  add({ ...rest, state: 'waiting', commit });
}

/** Whether it looks as if this were not there any more. */
export function isGone(kind: Kind, id: number): boolean {
  return changes.value.some(
    ({ gone, state }) => gone?.[0] === kind && gone.includes(id, 1) && state !== 'undone' && state !== 'failed',
  );
}

/** Whether a change can still be taken back. */
export function canUndo({ state, revert }: Change): boolean {
  return state === 'waiting' || (state === 'done' && revert !== undefined);
}

/** Take a change back: one that waits is never sent. */
export async function undo(change: Change): Promise<void> {
  if (change.state === 'waiting') {
    forget(change.id);
    set(change.id, { state: 'undone', problem: undefined });
    undoTurn.value++;
    return;
  }
  set(change.id, { state: 'sending', problem: undefined });
  try {
    await change.revert?.();
    forget(change.id);
    set(change.id, { state: 'undone' });
    undoTurn.value++;
  } catch (error) {
    // It stays told until somebody has read it.
    stop(change.id);
    if (!told.value.includes(change.id)) told.value = [...told.value, change.id];
    set(change.id, { state: 'done', problem: asProblem(error) });
  }
  dataTurn.value++;
}

/** Try again to send what could not be sent. */
export async function commit(change: Change, keepalive = false): Promise<void> {
  stop(change.id);
  set(change.id, { state: 'sending', problem: undefined });
  try {
    await change.commit?.(keepalive);
    forget(change.id);
    set(change.id, { state: 'done' });
  } catch (error) {
    if (!told.value.includes(change.id)) told.value = [...told.value, change.id];
    set(change.id, { state: 'failed', problem: asProblem(error) });
  }
  dataTurn.value++;
}

/** Close the line of a change; one that waits is sent. */
export function dismiss(change: Change): void {
  forget(change.id);
  if (change.state === 'waiting') void commit(change);
}

/** Time stands still while somebody is at the line. */
export function pause(on: boolean): void {
  if (paused === on) return;
  paused = on;
  for (const [id, { timer, since, left }] of timers) {
    window.clearTimeout(timer);
    if (on) timers.set(id, { timer: 0, since, left: left - (Date.now() - since) });
    else start(id, left);
  }
}

function add(change: Omit<Change, 'id' | 'at' | 'problem'>): void {
  const id = ++last;
  changes.value = [{ ...change, id, at: Date.now(), problem: undefined }, ...changes.value].slice(0, KEPT);
  told.value = [...told.value, id];
  start(id, UNDO_TIME);
}

function start(id: number, left: number): void {
  const timer = paused ? 0 : window.setTimeout(() => over(id), left);
  timers.set(id, { timer, since: Date.now(), left });
}

function stop(id: number): void {
  window.clearTimeout(timers.get(id)?.timer);
  timers.delete(id);
}

function forget(id: number): void {
  stop(id);
  told.value = told.value.filter((one) => one !== id);
  if (told.value.length === 0) paused = false;
}

function over(id: number): void {
  const change = changes.value.find((one) => one.id === id);
  if (change) dismiss(change);
}

function set(id: number, what: Partial<Change>): void {
  changes.value = changes.value.map((one) => (one.id === id ? { ...one, ...what } : one));
}

// Whoever leaves has decided.
window.addEventListener('pagehide', () => {
  for (const change of changes.value) if (change.state === 'waiting') void commit(change, true);
});
