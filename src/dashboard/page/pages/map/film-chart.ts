import { ScatterChart, LinesChart, type ScatterSeriesOption, type LinesSeriesOption } from 'echarts/charts';
import { DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import type { FilmMap, MapFilm } from '../../api/types';
import { shapeOf } from '../../ui/parts';
import { colour, groupColour } from '../../ui/colours';
import { tipOf } from './tip';

use([ScatterChart, LinesChart, GridComponent, TooltipComponent, DataZoomComponent, LabelLayout, CanvasRenderer]);

const SHAPES = ['circle', 'rect', 'diamond'];
const STAR = 'path://M12 1l3.1 6.9 7.4.8-5.6 5 1.6 7.3L12 17.2 5.5 21l1.6-7.3-5.6-5 7.4-.8z';

/** How long flying to a film takes, in milliseconds. */
const FLIGHT = 600;
/** Part of the whole map that is seen around a film that was flown to. */
const NEAR = 0.2;
/** Space for labels beyond the outermost film that has to be in sight, as a factor. */
const ROOM = 1.25;

/** What is shown over the films, and which of them are shown. */
export interface Layers {
  readonly hidden: ReadonlySet<number>;
  readonly film: MapFilm | null;
  readonly similar: readonly MapFilm[];
  readonly rated: readonly { readonly film: MapFilm; readonly rating: number }[];
  readonly recommended: readonly MapFilm[];
}

type Window = Readonly<Record<'x' | 'y', readonly [number, number]>>;
/** What a chart tells of an axis that was zoomed by hand: from where to where, in percent. */
interface Zoomed {
  readonly dataZoomId?: string;
  readonly start?: number;
  readonly end?: number;
}
type Series = ScatterSeriesOption | LinesSeriesOption;

/** The films as points on a canvas. */
export class FilmChart {
  private readonly chart: EChartsType;
  private readonly whole: Window;
  private seen: Window;
  private flight = 0;
  private layers: Layers | undefined;

  constructor(
    element: HTMLElement,
    private readonly map: FilmMap,
    onPick: (film: MapFilm) => void,
  ) {
    this.chart = init(element, null, { renderer: 'canvas' });
    this.whole = { x: spread(map.filmes.map(({ x }) => x)), y: spread(map.filmes.map(({ y }) => y)) };
    this.seen = this.whole;
    this.chart.on('click', ({ data }) => {
      const film = filmOf(data);
      if (film) onPick(film);
    });
    this.chart.on('datazoom', (event) => this.follow(event as { batch?: readonly Zoomed[] }));
  }

  show(layers: Layers): void {
    this.layers = layers;
    this.chart.setOption(this.option(layers), { replaceMerge: ['series'] });
  }

  resize(): void {
    this.chart.resize();
    if (this.layers) this.show(this.layers);
  }

  dispose(): void {
    cancelAnimationFrame(this.flight);
    this.chart.dispose();
  }

  /** Bring a film to the middle, with others around it in sight. */
  flyTo(film: MapFilm, others: readonly MapFilm[]): void {
    const around = (axis: 'x' | 'y'): [number, number] => {
      const near = ((this.whole[axis][1] - this.whole[axis][0]) * NEAR) / 2;
      const half = ROOM * Math.max(near, ...others.map((other) => Math.abs(other[axis] - film[axis])));
      return [film[axis] - half, film[axis] + half];
    };
    this.fly({ x: around('x'), y: around('y') });
  }

  /** factor: below 1 goes nearer. */
  zoom(factor: number): void {
    const scaled = ([from, to]: readonly [number, number]): [number, number] => {
      const [middle, half] = [(from + to) / 2, ((to - from) / 2) * factor];
      return [middle - half, middle + half];
    };
    this.fly({ x: scaled(this.seen.x), y: scaled(this.seen.y) });
  }

  reset(): void {
    this.fly(this.whole);
  }

  /** The chart as it is now, as the address of a picture. */
  async picture(format: 'png' | 'svg'): Promise<string> {
    if (format === 'png') return this.chart.getDataURL({ pixelRatio: 2, backgroundColor: colour('--surface') });
    const { SVGRenderer } = await import('echarts/renderers');
    use([SVGRenderer]);
    const [width, height] = [this.chart.getWidth(), this.chart.getHeight()];
    const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
    if (this.layers) drawn.setOption({ ...this.option(this.layers), backgroundColor: colour('--surface') });
    const svg = drawn.renderToSVGString();
    drawn.dispose();
    return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  }

  private fly(to: Window): void {
    cancelAnimationFrame(this.flight);
    const from = this.seen;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const start = performance.now();
    const between = (a: readonly [number, number], b: readonly [number, number], share: number): [number, number] => [
      a[0] + (b[0] - a[0]) * share,
      a[1] + (b[1] - a[1]) * share,
    ];
    const step = (): void => {
      const passed = still ? 1 : Math.min(1, (performance.now() - start) / FLIGHT);
      const eased = 1 - (1 - passed) ** 3;
      this.look({ x: between(from.x, to.x, eased), y: between(from.y, to.y, eased) });
      if (passed < 1) this.flight = requestAnimationFrame(step);
    };
    step();
  }

  private look(at: Window): void {
    this.seen = at;
    this.chart.dispatchAction({
      type: 'dataZoom',
      batch: [at.x, at.y].map(([startValue, endValue], dataZoomIndex) => ({ dataZoomIndex, startValue, endValue })),
    });
  }

  /** Take over where the reader zoomed or moved to. Asking the chart would copy all its data, at each step. */
  private follow({ batch = [] }: { batch?: readonly Zoomed[] }): void {
    for (const { dataZoomId, start, end } of batch) {
      if ((dataZoomId !== 'x' && dataZoomId !== 'y') || start === undefined || end === undefined) continue;
      const [from, to] = extent(this.whole[dataZoomId]);
      const at = (share: number): number => from + ((to - from) * share) / 100;
      this.seen = { ...this.seen, [dataZoomId]: [at(start), at(end)] };
    }
  }

  private option(layers: Layers) {
    const axis = (range: readonly [number, number]) => ({
      type: 'value' as const,
      min: extent(range)[0],
      max: extent(range)[1],
      show: false,
    });
    const zoom = (range: readonly [number, number]) => ({
      type: 'inside' as const,
      startValue: range[0],
      endValue: range[1],
      filterMode: 'none' as const,
      minSpan: 1,
    });
    return {
      animation: false,
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: axis(this.whole.x),
      yAxis: axis(this.whole.y),
      dataZoom: [
        { ...zoom(this.seen.x), id: 'x', xAxisIndex: 0 },
        { ...zoom(this.seen.y), id: 'y', yAxisIndex: 0 },
      ],
      tooltip: {
        className: 'map-tip-frame',
        transitionDuration: 0,
        borderWidth: 0,
        padding: 0,
        backgroundColor: 'transparent',
        extraCssText: 'box-shadow:none',
        confine: true,
        formatter: ({ data }: { data: unknown }) => {
          const film = filmOf(data);
          return film ? tipOf(film, this.map) : '';
        },
      },
      series: this.series(layers),
    };
  }

  private series(layers: Layers): Series[] {
    const { hidden, film, similar, rated, recommended } = layers;
    const dimmed = film !== null || rated.length + recommended.length > 0;
    const count = this.map.filmes.length;
    const byGroup = Map.groupBy(this.map.filmes, ({ grupo }) => grupo);
    const groups: Series[] = this.map.grupos
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
      ...this.names(layers, dimmed),
      {
        ...points(
          'rated',
          rated.map((one) => one.film),
        ),
        z: 5,
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 5 + 3.2 * rated[dataIndex].rating,
        itemStyle: {
          color: ({ data }: { data: unknown }) => groupColour(filmOf(data)?.grupo ?? 0),
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
  private names({ hidden }: Layers, dimmed: boolean): Series[] {
    if (this.chart.getWidth() < 560 || dimmed) return [];
    return [
      {
        type: 'scatter',
        id: 'names',
        z: 4,
        silent: true,
        symbolSize: 1,
        itemStyle: { color: 'transparent', opacity: 1 },
        data: this.map.grupos
          .filter(({ id }) => !hidden.has(id))
          .map(({ x, y, nome }) => ({ value: [x, y], name: nome })),
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
}

function points(id: string, films: readonly MapFilm[]): ScatterSeriesOption {
  // Rows that hold the film itself: large series keep no other trace of it.
  return { type: 'scatter', id, data: films.map((film) => ({ value: [film.x, film.y], film })) };
}

function links(film: MapFilm, similar: readonly MapFilm[]): Series[] {
  const label = {
    show: true,
    position: 'top' as const,
    formatter: ({ data }: { data: unknown }) => filmOf(data)?.titulo ?? '',
    color: colour('--ink'),
    fontSize: 12,
    textBorderColor: colour('--surface'),
    textBorderWidth: 3,
  };
  const look = (ring: string, width: number) => ({
    color: ({ data }: { data: unknown }) => groupColour(filmOf(data)?.grupo ?? 0),
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

function filmOf(data: unknown): MapFilm | undefined {
  return typeof data === 'object' && data !== null && 'film' in data ? (data.film as MapFilm) : undefined;
}

/** How far an axis reaches: there is room to fly beyond the outermost film. */
function extent([from, to]: readonly [number, number]): [number, number] {
  const room = (to - from) / 4;
  return [from - room, to + room];
}

/** Smallest and largest, with a little room. */
function spread(values: readonly number[]): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) [min, max] = [Math.min(min, value), Math.max(max, value)];
  const room = (max - min || 1) * 0.05;
  return [min - room, max + room];
}
