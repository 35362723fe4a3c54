import { useLocation } from 'preact-iso';

/** What an address says after its question mark. */
export type Query = Readonly<Record<string, string>>;

export interface AddressQuery {
  readonly query: Query;
  /**
   * Change some of it: null and '' take a parameter out. Each change is a step that Back takes back, unless it `replaces`
   * the one before.
   */
  readonly change: (changes: Readonly<Record<string, string | number | null>>, replaces?: boolean) => void;
}

/** What is looked at, kept in the address, so that Back goes to what was, and whoever is sent the address sees the same. */
export function useQuery(): AddressQuery {
  const { query, route } = useLocation();
  return {
    query,
    change: (changes, replaces = false) => {
      const { pathname, search } = window.location;
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changes))
        if (value === null || value === '') next.delete(name);
        else next.set(name, String(value));
      const text = next.toString();
      if (text !== search.slice(1)) route(text === '' ? pathname : `${pathname}?${text}`, replaces);
    },
  };
}

/** A whole number of an address between two others; `usual` for anything else. */
export function wholeIn(text: string | undefined, from: number, to: number, usual: number): number {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value >= from && value <= to ? value : usual;
}

/** One of a few words of an address; the first for anything else. */
export function wordIn<Word extends string>(text: string | undefined, words: readonly Word[]): Word {
  return words.find((word) => word === text) ?? words[0];
}
