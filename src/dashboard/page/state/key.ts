import { computed, signal } from '@preact/signals';
import { storedAs } from '../api/address';

export type Scope = 'leitura' | 'edicao' | 'escrita' | 'admin';
const scopes: readonly Scope[] = ['leitura', 'edicao', 'escrita', 'admin'];

/** A key that the server has accepted. */
interface HeldKey {
  readonly text: string;
  readonly name: string;
  readonly scope: Scope;
}

const STORED = storedAs('chave');

/** The key in use: in memory only, unless the reader wants it for as long as the tab lives. */
export const key = signal<HeldKey | null>(null);

export const scope = computed(() => key.value?.scope ?? null);

/** Whether the key in use may do what needs this scope. */
export function mayDo(needed: Scope): boolean {
  return scope.value !== null && scopes.indexOf(scope.value) >= scopes.indexOf(needed);
}

/** Whether the dialog that asks for a key is open. */
export const asking = signal(false);

/** Ask for a key; resolves to whether another one is held now. */
export function askForKey(): Promise<boolean> {
  const before = key.value;
  asking.value = true;
  return new Promise((resolve) => {
    const stop = asking.subscribe((open) => {
      if (open) return;
      stop();
      resolve(key.value !== null && key.value !== before);
    });
  });
}

/** Whether a key is held that may do what needs this scope; asks for one where none is. */
export async function haveKey(needed: Scope): Promise<boolean> {
  return mayDo(needed) || ((await askForKey()) && mayDo(needed));
}

export function hold(held: HeldKey, keepForTab: boolean): void {
  key.value = held;
  if (keepForTab) sessionStorage.setItem(STORED, held.text);
  else sessionStorage.removeItem(STORED);
}

export function drop(): void {
  key.value = null;
  sessionStorage.removeItem(STORED);
}

/**
 * The key that came with the address or was kept for this tab, not checked yet. It is taken out of the address at once:
 * the history of the browser, and whoever looks over a shoulder, need not see it.
 */
export function keyAtStart(): { text: string; kept: boolean } | null {
  const given = /^#chave=(.+)$/.exec(window.location.hash)?.[1];
  if (given !== undefined) {
    history.replaceState(history.state, '', window.location.pathname + window.location.search);
    return { text: decoded(given), kept: false };
  }
  const stored = sessionStorage.getItem(STORED);
  return stored === null ? null : { text: stored, kept: true };
}

/** Text that is no address is taken as it is, to be refused as any other key that is none. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
