import type { LinesSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { FilmMap, MapFilm } from '../../api/answer-types';
import { colour, groupColour } from '../../ui/colours';
import { shapeOf } from '../../ui/group-mark';

const SHAPES = ['circle', 'rect', 'diamond'];
const STAR = 'path://M12 1l3.1 6.9 7.4.8-5.6 5 1.6 7.3L12 17.2 5.5 21l1.6-7.3-5.6-5 7.4-.8z';

/** A chart narrower than this has no room for the names of groups. In pixels. */
const ROOM_FOR_NAMES = 560;

/** What is shown over the films, and which of them are shown. */
export interface Layers {
  readonly hidden: ReadonlySet<number>;
  readonly film: MapFilm | null;
  readonly similar: readonly MapFilm[];
  readonly rated: readonly { readonly film: MapFilm; readonly rating: number }[];
  readonly recommended: readonly MapFilm[];
}

type Series = ScatterSeriesOption | LinesSeriesOption;

/** All that is drawn, from bottom to top. width: of the chart, in pixels. */
export function filmSeries(map: FilmMap, layers: Layers, width: number): Series[] {
  const { hidden, film, similar, rated, recommended } = layers;
  const dimmed = film !== null || rated.length + recommended.length > 0;
  const count = map.filmes.length;
  const byGroup = Map.groupBy(map.filmes, ({ grupo }) => grupo);
  const groups: Series[] = map.grupos
    .filter(({ id }) => !hidden.has(id))
    .map(({ id }) => ({
      ...points(`group ${id}`, byGroup.get(id) ?? []),
      symbol: SHAPES[shapeOf(id)],
      symbolSize: count > 3000 ? 3.9 : count > 1000 ? 7 : 10,
      itemStyle: { color: groupColour(id), opacity: dimmed ? 0.22 : 0.8 },
      large: true,
      largeThreshold: 500,
    }));
  const ink = colour('--ink');
  return [
    ...groups,
    ...(dimmed || width < ROOM_FOR_NAMES ? [] : names(map, layers)),
    {
      ...points(
        'rated',
        rated.map((one) => one.film),
      ),
      z: 5,
      symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 5 + 3.2 * rated[dataIndex].rating,
      itemStyle: {
        color: ({ data }: { data: unknown }) => groupColour(filmAt(data).grupo),
        borderColor: ink,
        borderWidth: 1,
      },
    },
    {
      ...points('recommended', recommended),
      z: 6,
      symbol: STAR,
      symbolSize: 21,
      itemStyle: { color: colour('--star'), borderColor: colour('--surface'), borderWidth: 1.2, opacity: 1 },
    },
    ...(film ? links(film, similar) : []),
  ];
}

/** The names of the groups at their centroids, where there is room. */
function names(map: FilmMap, { hidden }: Layers): Series[] {
  return [
    {
      type: 'scatter',
      id: 'names',
      z: 4,
      silent: true,
      symbolSize: 1,
      itemStyle: { color: 'transparent', opacity: 1 },
      data: map.grupos.filter(({ id }) => !hidden.has(id)).map(({ x, y, nome }) => ({ value: [x, y], name: nome })),
      labelLayout: { moveOverlap: 'shiftY', hideOverlap: true },
      label: {
        show: true,
        // The decade is in the list of groups; here it is short or hidden.
        formatter: ({ name }) => name.split(' · ')[0],
        color: colour('--ink'),
        fontFamily: getComputedStyle(document.documentElement).fontFamily,
        fontSize: 12.5,
        fontWeight: 600,
        backgroundColor: colour('--label'),
        borderRadius: 5,
        padding: [4, 7],
      },
    },
  ];
}

function points(id: string, films: readonly MapFilm[]): ScatterSeriesOption {
  // Rows that hold the film itself: large series keep no other trace of it.
  return { type: 'scatter', id, data: films.map((film) => ({ value: [film.x, film.y], film })) };
}

function links(film: MapFilm, similar: readonly MapFilm[]): Series[] {
  const label = {
    show: true,
    position: 'top' as const,
    formatter: ({ data }: { data: unknown }) => filmAt(data).titulo,
    color: colour('--ink'),
    fontSize: 12,
    textBorderColor: colour('--surface'),
    textBorderWidth: 3,
  };
  const look = (ring: string, width: number) => ({
    color: ({ data }: { data: unknown }) => groupColour(filmAt(data).grupo),
    borderColor: ring,
    opacity: 1,
    borderWidth: width,
  });
  return [
    {
      type: 'lines',
      id: 'links',
      coordinateSystem: 'cartesian2d',
      z: 7,
      silent: true,
      lineStyle: { color: colour('--ink-soft'), width: 1.4, opacity: 0.75, curveness: 0.12 },
      data: similar.map(({ x, y }) => ({
        coords: [
          [film.x, film.y],
          [x, y],
        ],
      })),
    },
    {
      ...points('similar', similar),
      z: 8,
      symbolSize: 12,
      itemStyle: look(colour('--surface'), 1.5),
      label,
      labelLayout: { hideOverlap: true },
    },
    {
      ...points('film', [film]),
      z: 9,
      symbolSize: 18,
      itemStyle: look(colour('--ink'), 2.5),
      label: { ...label, fontWeight: 700, fontSize: 13.5 },
    },
  ];
}

/** The film of a point of a series of films. */
function filmAt(data: unknown): MapFilm {
  const film = filmOf(data);
  if (!film) throw new Error('a point of the map has no film');
  return film;
}

/** The film behind a point; undefined where there is none, as behind the name of a group. */
export function filmOf(data: unknown): MapFilm | undefined {
  return typeof data === 'object' && data !== null && 'film' in data ? (data.film as MapFilm) : undefined;
}
