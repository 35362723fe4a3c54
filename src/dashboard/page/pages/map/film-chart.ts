import { LinesChart, ScatterChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import type { FilmMap, MapFilm } from '../../api/answer-types';
import { colour } from '../../ui/colours';
import { filmOf, filmSeries, type Layers } from './film-series';
import { tipOf } from './film-tip';

use([ScatterChart, LinesChart, GridComponent, TooltipComponent, DataZoomComponent, LabelLayout, CanvasRenderer]);

/** How long flying to a film takes, in milliseconds. */
const FLIGHT = 600;
/** Part of the whole map that is seen around a film that was flown to. */
const NEAR = 0.2;
/** Space for labels beyond the outermost film that has to be in sight, as a factor. */
const ROOM = 1.25;

type Window = Readonly<Record<'x' | 'y', readonly [number, number]>>;
/** What a chart tells of an axis that was zoomed by hand: from where to where, in percent. */
interface Zoomed {
  readonly dataZoomId?: string;
  readonly start?: number;
  readonly end?: number;
}

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
      series: filmSeries(this.map, layers, this.chart.getWidth()),
    };
  }
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
