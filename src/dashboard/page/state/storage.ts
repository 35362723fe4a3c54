import { storedAs } from '../api/address';
/** A choice of the reader, kept by the browser; null when there is none, or one that no longer exists. */
export function recall<Word extends string>(name: string, words: readonly Word[]): Word | null {
  const kept = localStorage.getItem(storedAs(name));
  return words.find((word) => word === kept) ?? null;
}

export function remember(name: string, word: string): void {
  localStorage.setItem(storedAs(name), word);
}
