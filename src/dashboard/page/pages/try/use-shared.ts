import { useEffect, useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { get } from '../../api/client';
import { useLoad, type Loaded } from '../../api/use-load';
import { newPicker, type Picker } from './picks';
import { BrokenLink, isShared, readFragment, type SharedPicker } from './shared-picks';

/** What a link with picks came to. */
export interface Received {
  readonly fragment: string;
  readonly people: readonly Picker[];
  /** Films that this catalogue does not have. */
  readonly missing: number;
}

/** The link that was taken last: who comes back to it finds what became of the picks since. */
let taken = '';

/**
 * The picks that the address brings, with the titles of their films, given to `onReceived` once; another link in the same
 * tab as well.
 */
export function useShared(onReceived: (people: readonly Picker[]) => void): {
  readonly broken: BrokenLink | null;
  readonly received: Loaded<Received>;
} {
  const [fragment, setFragment] = useState(window.location.hash);
  useEffect(() => {
    const follow = (): void => setFragment(window.location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const shared = isShared(fragment) ? readFragment(fragment) : null;
  const broken = shared instanceof BrokenLink ? shared : null;
  const received = useLoad<Received>(
    shared === null || shared instanceof BrokenLink ? null : (signal) => withTitles(fragment, shared, signal),
    [fragment],
  );
  useEffect(() => {
    // Another language asks for the titles again: the picks may be others by then.
    if (!received.data || taken === received.data.fragment) return;
    taken = received.data.fragment;
    onReceived(received.data.people);
  }, [received.data]);
  return { broken, received };
}

async function withTitles(fragment: string, people: readonly SharedPicker[], signal: AbortSignal): Promise<Received> {
  const ids = [...new Set(people.flatMap(({ ratings, seen }) => [...ratings.keys(), ...seen]))];
  const films = ids.length === 0 ? [] : await get<Film[]>('/filmes', { somente: ids.join(), limite: 1000 }, signal);
  const byId = new Map(films.map((film) => [film.id, film]));
  return {
    fragment,
    missing: ids.length - films.length,
    people: people.map(({ name, ratings, seen }) =>
      newPicker({
        name,
        // The link has the newest first.
        picks: [...ratings].reverse().flatMap(([id, rating]) => {
          const film = byId.get(id);
          return film ? [{ id, titulo: film.titulo, ano: film.ano, rating }] : [];
        }),
        seen: seen.filter((id) => byId.has(id)),
      }),
    ),
  };
}
