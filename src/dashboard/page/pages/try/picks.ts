import type { TrackedFilm } from '../../api/answer-types';
import type { FoundFilm } from '../../ui/pickers';

/** As many picks, and other films that were seen, go with a request. */
const MOST = 1000;

/** As many people may pick films for one evening. */
export const MOST_PEOPLE = 8;

/** From here on a rating says that a film is liked, and below there that it is not. As the server has it. */
const LIKED_FROM = 3.5;
const DISLIKED_BELOW = 2.75;

/** What it means to like a film of a file and to give it no stars. */
const LIKED_IN_FILE = 4;

/** Kinds of events after which a film is not recommended. */
const LEAVES: readonly string[] = ['visto', 'gostou'];

export interface Pick extends FoundFilm {
  readonly rating: number;
  /** When it was rated, where a file says so. */
  readonly at?: string | null;
}

/** Somebody who picks films. Nothing of them is kept anywhere. */
export interface Picker {
  /** Who this is, however often they are changed and others come and go. */
  readonly key: number;
  readonly name: string;
  /** The newest last. */
  readonly picks: readonly Pick[];
  /** Films that were seen and not rated. */
  readonly seen: readonly number[];
}

let lastKey = 0;

export function newPicker(told: Omit<Picker, 'key'> = { name: '', picks: [], seen: [] }): Picker {
  return { key: ++lastKey, ...told };
}

/** What one tap says. */
export type Opinion = 'like' | 'dislike';
const ratingOf: Readonly<Record<Opinion, number>> = { like: 5, dislike: 1 };

export function opinionOf(rating: number | undefined): Opinion | null {
  if (rating === undefined) return null;
  return rating >= LIKED_FROM ? 'like' : rating < DISLIKED_BELOW ? 'dislike' : null;
}

/** The picks after somebody said this of a film; to say it once more takes it back. */
export function toggled(picks: readonly Pick[], film: FoundFilm, opinion: Opinion): readonly Pick[] {
  const before = picks.find(({ id }) => id === film.id);
  if (!before) return [...picks, { ...film, rating: ratingOf[opinion], at: momentOfPick(picks) }];
  if (opinionOf(before.rating) === opinion) return picks.filter(({ id }) => id !== film.id);
  return picks.map((one) => (one.id === film.id ? { ...one, rating: ratingOf[opinion] } : one));
}

/** Beside films of a file, which were rated at some time, a pick is the newest; picks alone are of no time. */
function momentOfPick(picks: readonly Pick[]): string | null {
  return picks.some(({ at }) => at) ? new Date().toISOString() : null;
}

/** With what a file tells: that comes before what is picked here, which is newer. */
export function withFile(picker: Picker, films: readonly TrackedFilm[]): Picker {
  const rated = films.flatMap((film): Pick[] => {
    const rating = film.avaliacao ?? (film.eventos.includes('gostou') ? LIKED_IN_FILE : null);
    const { id, titulo, ano, avaliado_em: at } = film;
    return rating === null ? [] : [{ id, titulo, ano, rating, at }];
  });
  const here = new Set(picker.picks.map(({ id }) => id));
  const others = rated.filter(({ id }) => !here.has(id)).slice(0, Math.max(0, MOST - picker.picks.length));
  const isRated = new Set(rated.map(({ id }) => id));
  const gone = films.filter(({ id, eventos }) => !isRated.has(id) && eventos.some((kind) => LEAVES.includes(kind)));
  return {
    ...picker,
    picks: [...others.reverse(), ...picker.picks],
    seen: gone.slice(0, MOST).map(({ id }) => id),
  };
}

/** The films of which the two say something else. */
export function changedBetween(before: Picker, after: Picker): Pick[] {
  const ratings = (of: Picker) => new Map(of.picks.map(({ id, rating }) => [id, rating]));
  const [was, became] = [ratings(before), ratings(after)];
  const all = [...before.picks, ...after.picks.filter(({ id }) => !was.has(id))];
  return all.filter(({ id }) => was.get(id) !== became.get(id));
}

/** What somebody is now without the change from `before` to `after`: of the films that it touched they say again what they did. */
export function without(now: Picker, before: Picker, after: Picker): Picker {
  const touched = new Set(changedBetween(before, after).map(({ id }) => id));
  const said = new Map(before.picks.map((pick) => [pick.id, pick]));
  const picks = now.picks.flatMap((pick) => (touched.has(pick.id) ? (said.get(pick.id) ?? []) : pick));
  const there = new Set(picks.map(({ id }) => id));
  before.picks.forEach((pick, place) => {
    if (touched.has(pick.id) && !there.has(pick.id)) picks.splice(place, 0, pick);
  });
  return { ...now, picks, seen: before.seen === after.seen ? now.seen : before.seen };
}

/** The picks as the API takes them. */
export function ratingsOf({ picks }: Picker) {
  return picks.map(({ id, rating, at }) => ({ filme_id: id, avaliacao: rating, ...(at ? { avaliado_em: at } : {}) }));
}
