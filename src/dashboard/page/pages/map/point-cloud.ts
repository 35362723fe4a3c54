import type { FilmMap, MapFilm } from '../../api/answer-types';
import { GROUP_SHAPES } from '../../../../group-shapes';
import type { Point, Size, View } from './map-view';

/** The films as numbers, the least rated first, so that the best known are drawn last. */
export interface PointCloud {
  readonly films: readonly MapFilm[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Place of each film's group among those of the map. */
  readonly group: Uint16Array;
  /** How much larger each is drawn for its ratings: 0, 1 or 2. */
  readonly grade: Uint8Array;
  /** Number of the hue and of the shape of each group (its place in GROUP_SHAPES), and its id. */
  readonly groups: readonly { readonly id: number; readonly hue: number; readonly shape: number }[];
}

/** Share of the most ratings from which a film is drawn larger. */
const GRADES = [0.12, 0.4];

export function pointCloud(map: FilmMap): PointCloud {
  const films = map.filmes.toSorted((a, b) => a.avaliacoes - b.avaliacoes || b.id - a.id);
  const most = films.at(-1)?.avaliacoes ?? 0;
  const placeOf = new Map(map.grupos.map(({ id }, place) => [id, place]));
  return {
    films,
    x: Float64Array.from(films, ({ x }) => x),
    y: Float64Array.from(films, ({ y }) => y),
    group: Uint16Array.from(films, ({ id, grupo }) => {
      const place = placeOf.get(grupo);
      if (place === undefined) throw new Error(`the map has no group ${grupo}, of film ${id}`);
      return place;
    }),
    grade: Uint8Array.from(films, ({ avaliacoes }) => GRADES.filter((share) => avaliacoes > share * most).length),
    groups: map.grupos.map(({ id, matiz, forma }) => ({ id, hue: matiz, shape: GROUP_SHAPES.indexOf(forma) })),
  };
}

/** The film nearest to a place on the map, in pixels, within `reach`; of equally near ones the best known. O(films). */
export function nearestFilm(
  cloud: PointCloud,
  { x, y }: Point,
  reach: number,
  view: View,
  size: Size,
  shown: (group: number) => boolean,
): MapFilm | null {
  const [atX, atY] = [view.x + (x - size.width / 2) / view.scale, view.y - (y - size.height / 2) / view.scale];
  let least = (reach / view.scale) ** 2;
  let found = -1;
  for (let n = 0; n < cloud.x.length; n++) {
    const away = (cloud.x[n] - atX) ** 2 + (cloud.y[n] - atY) ** 2;
    if (away > least || !shown(cloud.group[n])) continue;
    least = away;
    found = n;
  }
  return found < 0 ? null : cloud.films[found];
}

/** The films in sight, the best known first, at most so many. */
export function* filmsInSight(
  cloud: PointCloud,
  view: View,
  size: Size,
  shown: (group: number) => boolean,
): Generator<number> {
  const [across, down] = [size.width / 2 / view.scale, size.height / 2 / view.scale];
  for (let n = cloud.x.length - 1; n >= 0; n--) {
    if (Math.abs(cloud.x[n] - view.x) > across || Math.abs(cloud.y[n] - view.y) > down) continue;
    if (shown(cloud.group[n])) yield n;
  }
}
