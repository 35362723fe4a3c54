import type { FilmMap, MapFilm } from '../../api/answer-types';
import type { GroupShape } from '../../../../group-shapes';
import { placeAround, placeBeside, TakenRoom, type Box } from './labels';
import { toScreen, type Point, type Size, type View } from './map-view';
import { filmsInSight, type PointCloud } from './point-cloud';

/** What is shown over the films, and which of them are shown. */
export interface Layers {
  /** Ids of groups. */
  readonly hidden: ReadonlySet<number>;
  /** The group that stands out, by its id. */
  readonly group: number | null;
  readonly film: MapFilm | null;
  readonly similar: readonly MapFilm[];
  readonly rated: readonly { readonly film: MapFilm; readonly rating: number }[];
  readonly recommended: readonly MapFilm[];
}

/** A film or the middle of a group, pointed out. */
export interface Mark extends Point {
  readonly kind: 'rated' | 'recommended' | 'similar' | 'film' | 'group';
  readonly size: number;
  readonly hue: number;
  readonly shape: GroupShape;
  readonly faint: boolean;
}

export interface Title {
  readonly film: MapFilm;
  readonly text: string;
  readonly strong: boolean;
  readonly box: Box;
}

export interface GroupName extends Mark {
  readonly id: number;
  readonly text: string;
  /** None where there is no room for the name. */
  readonly box: Box | null;
}

/** What is drawn over the points, in pixels, from bottom to top. */
export interface Scene {
  readonly links: readonly (readonly [Point, Point])[];
  readonly marks: readonly Mark[];
  readonly groups: readonly GroupName[];
  readonly titles: readonly Title[];
}

/** Lengths in pixels, as the one who draws measures them. */
export type Measure = (text: string, font: 'title' | 'strong' | 'group') => number;

export const TITLE_HEIGHT = 16;
export const NAME_HEIGHT = 24;
/** What is beside the text in the name of a group: its mark, and room. */
export const NAME_ROOM = { before: 22, after: 8 };

/** So many times nearer than the whole, films have titles; and so many, groups have names no longer. */
const TITLES_FROM = 1.8;
const NAMES_UNTIL = 3.5;
/** A title for so many square pixels at most, and for how many films of those that are in sight room is looked for. */
const AREA_OF_TITLE = 9_000;
const TRIED = 1_500;
const LONGEST_TITLE = 36;
/** A map narrower than this has shorter names of groups. */
const NARROW = 560;

/** What is to be shown, and as it is seen now. */
export interface Sight {
  readonly map: FilmMap;
  readonly cloud: PointCloud;
  readonly layers: Layers;
  readonly view: View;
  /** The view of the whole map. */
  readonly whole: View;
  readonly size: Size;
  /** How large films are drawn, by grade, in pixels. */
  readonly diameters: readonly number[];
  /** The group that stands out just now, by its id. */
  readonly outstanding: number | null;
}

export function sceneOf(sight: Sight, measure: Measure): Scene {
  const { map, layers, view, size, whole } = sight;
  const { hidden, film, similar, rated, recommended } = layers;
  const room = new TakenRoom(size);
  const at = (point: Point): Point => toScreen(point, view, size);
  const lookOf = new Map(map.grupos.map(({ id, matiz, forma }) => [id, { hue: matiz, shape: forma }]));
  const marked = (kind: Mark['kind'], one: MapFilm, diameter: number): Mark => ({
    ...{ kind, size: diameter, faint: false, hue: 0, shape: 'circulo', ...lookOf.get(one.grupo) },
    ...at(one),
  });
  const named = [...(film ? [film] : []), ...similar];
  const titles = named.flatMap((one): Title[] => {
    const text = shortened(one.titulo);
    const width = measure(text, 'strong');
    const point = at(one);
    if (!inside(point, size)) return [];
    const box = placeBeside(point, one === film ? 11 : 8, width, TITLE_HEIGHT, room);
    return box ? [{ film: one, text, strong: true, box }] : [];
  });
  const overview = named.length + rated.length + recommended.length === 0 && view.scale <= NAMES_UNTIL * whole.scale;
  const groups = groupNames(sight, at, overview, room, measure);
  if (view.scale >= TITLES_FROM * whole.scale) {
    const already = new Set(named.map(({ id }) => id));
    titles.push(...titlesInSight(sight, already, room, measure));
  }
  return {
    links: film ? similar.map((one) => [at(film), at(one)] as const) : [],
    marks: [
      ...rated
        .filter((one) => !hidden.has(one.film.grupo))
        .map((one) => marked('rated', one.film, 5 + 2.4 * one.rating)),
      ...recommended.filter(({ grupo }) => !hidden.has(grupo)).map((one) => marked('recommended', one, 20)),
      ...similar.map((one) => marked('similar', one, 12)),
      ...(film ? [marked('film', film, 17)] : []),
    ],
    groups,
    titles,
  };
}

/** The middle of each group, with its name as far as there is room: the largest groups first. */
function groupNames(
  { map, layers: { hidden, group }, size, outstanding }: Sight,
  at: (point: Point) => Point,
  overview: boolean,
  room: TakenRoom,
  measure: Measure,
): GroupName[] {
  if (!overview && group === null) return [];
  const narrow = size.width < NARROW;
  const names = map.grupos
    .filter(({ id }) => !hidden.has(id) && (overview || id === group))
    .toSorted((a, b) => b.tamanho - a.tamanho || a.id - b.id)
    .map(({ id, nome, matiz, forma, x, y }) => ({
      ...{ kind: 'group' as const, id, size: narrow ? 13 : 15, hue: matiz, shape: forma, ...at({ x, y }) },
      faint: outstanding !== null && outstanding !== id,
      text: narrow ? shortened(nome.split(/[,·]/)[0].trim(), 18) : shortened(nome, 30),
    }));
  for (const { x, y, size: diameter } of names) {
    const half = diameter * 0.6;
    room.take({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });
  }
  return names.map((name) => {
    const width = measure(name.text, 'group') + NAME_ROOM.before + NAME_ROOM.after;
    return { ...name, box: placeAround(name, name.size * 0.6, width, NAME_HEIGHT, room) };
  });
}

/** As many titles as fit, those of the most rated films first. */
function titlesInSight(
  { cloud, layers: { hidden, group }, view, size, diameters }: Sight,
  already: ReadonlySet<number>,
  room: TakenRoom,
  measure: Measure,
): Title[] {
  const titles: Title[] = [];
  const most = (size.width * size.height) / AREA_OF_TITLE;
  let tried = 0;
  const wanted = (place: number): boolean => {
    const { id } = cloud.groups[place];
    return !hidden.has(id) && (group === null || group === id);
  };
  for (const n of filmsInSight(cloud, view, size, wanted)) {
    const film = cloud.films[n];
    if (already.has(film.id)) continue;
    if (titles.length >= most || tried++ >= TRIED) break;
    const text = shortened(film.titulo);
    const box = placeBeside(
      toScreen(film, view, size),
      diameters[cloud.grade[n]] * 0.62,
      measure(text, 'title'),
      TITLE_HEIGHT,
      room,
    );
    if (box) titles.push({ film, text, strong: false, box });
  }
  return titles;
}

function inside({ x, y }: Point, { width, height }: Size): boolean {
  return x > 0 && y > 0 && x < width && y < height;
}

function shortened(text: string, longest = LONGEST_TITLE): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
