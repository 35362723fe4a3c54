import type { CustomSeriesOption, EChartsOption, ScatterSeriesOption } from 'echarts';
import { at, present } from '../../invariants';
import type { FilmMap, MapPictureOptions } from './map-picture-data';
import { FONT_FAMILY } from './map-picture-fonts';
import {
  FILM_FONT_SIZE,
  GROUP_FONT_SIZE,
  LABEL_PADDING,
  layOut,
  type GroupMark,
  type Labelled,
  type MapLayout,
  type Range,
} from './map-picture-layout';
import { nearestPoint } from './map-picture-labels';
import { shapePath } from '../../group-shapes';
import { shapeSymbol } from './map-picture-symbols';
import { captionsOf, oneLine, type Captions } from './map-picture-text';

const INK = '#222222';
const FAINT = '#666666';
const GRID = '#e8e8e8';
const PAPER = '#ffffff';
/** The films are drawn in turns, one path per group in each, so that no group covers the others. */
const TURNS = 12;
/** Above the points, from bottom to top. */
const LAYERS = { films: 2, leaders: 3, centroids: 4, names: 5 };

/** The chart that both pictures are drawn from: films as points, centroids, names, axes, legend. */
export function mapOption(map: FilmMap, options: MapPictureOptions): EChartsOption {
  const layout = layOut(map, options);
  const captions = captionsOf(map, options.language);
  const { scale, plot } = layout;
  return {
    animation: false,
    backgroundColor: PAPER,
    textStyle: { fontFamily: FONT_FAMILY, color: INK },
    title: titles(captions, layout),
    legend: legend(map, captions, layout, options.width),
    grid: { left: plot.x, top: plot.y, width: plot.width, height: plot.height },
    xAxis: { ...axis(captions, layout, layout.xAxis), name: captions.axes[0], nameGap: 38 * scale },
    yAxis: { ...axis(captions, layout, layout.yAxis), name: captions.axes[1], nameGap: 54 * scale },
    series: [filmPoints(layout), leaders(layout), ...layout.groups.map(centroid(scale)), filmNames(layout)],
  };
}

function titles(captions: Captions, { scale, plot, films, groups }: MapLayout): EChartsOption['title'] {
  const beside = plot.x + plot.width + 24 * scale;
  const empty = { text: captions.empty, left: plot.x + 24 * scale, top: plot.y + 24 * scale };
  return [
    {
      ...{ text: captions.title, left: plot.x, top: 22 * scale, padding: 0, itemGap: 9 * scale },
      subtext: captions.subtitle,
      textStyle: { fontSize: 26 * scale, fontWeight: 'bold', color: INK },
      subtextStyle: { fontSize: 13.5 * scale, color: FAINT },
    },
    {
      ...{ show: groups.length > 0, text: captions.legend, left: beside, top: plot.y, padding: 0 },
      textStyle: { fontSize: 14 * scale, fontWeight: 'bold', color: INK },
    },
    ...(films.length > 0 ? [] : [{ ...empty, textStyle: { fontSize: 16 * scale, color: FAINT } }]),
  ];
}

/** One entry per group. Series are called by the place of the group, as two groups may have the same name. */
function legend(map: FilmMap, captions: Captions, layout: MapLayout, width: number): EChartsOption['legend'] {
  const { scale, plot, groups } = layout;
  const left = plot.x + plot.width + 24 * scale;
  const texts = map.grupos.map(({ nome, tamanho }) => `${oneLine(nome)} (${captions.number(tamanho)})`);
  return {
    ...{ orient: 'vertical', left, top: plot.y + 28 * scale, align: 'left', padding: 0 },
    ...{ itemWidth: 16 * scale, itemHeight: 16 * scale, itemGap: (groups.length > 16 ? 8 : 12) * scale },
    selectedMode: false,
    textStyle: {
      ...{ fontSize: 13 * scale, lineHeight: 16 * scale, color: INK },
      ...{ width: width - left - 40 * scale, overflow: 'break' },
    },
    formatter: (place: string) => texts[Number(place)],
    data: groups.map(({ look }, place) => ({
      name: String(place),
      icon: shapeSymbol(look.shape),
      itemStyle: { color: look.colour, borderWidth: 0 },
    })),
  };
}

function axis(captions: Captions, { scale, step }: MapLayout, { min, max }: Range) {
  const digits = Math.max(0, -Math.floor(Math.log10(step / 2)));
  return {
    ...{ type: 'value' as const, min, max, splitNumber: (max - min) / step, nameLocation: 'middle' as const },
    nameTextStyle: { fontSize: 14 * scale, color: INK },
    axisLabel: {
      ...{ fontSize: 12 * scale, color: FAINT, showMinLabel: false, showMaxLabel: false },
      formatter: (value: number) => captions.number(value, digits),
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: FAINT, width: scale } },
    axisTick: { show: false },
    splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: GRID, width: scale } },
  };
}

/** Few paths, each with many points: ten thousand films stay a small picture. */
function filmPoints({ scale, films, groups }: MapLayout): CustomSeriesOption {
  const turn = Math.max(1, Math.ceil(films.length / TURNS));
  const dense = films.length > 2000;
  const style = { opacity: dense ? 0.6 : 0.8, stroke: PAPER, lineWidth: (dense ? 0.3 : 0.6) * scale };
  return drawn(
    LAYERS.films,
    Array.from({ length: TURNS }, (_, n) => films.slice(n * turn, (n + 1) * turn)).flatMap((films) =>
      groups.map(({ look }, place) => ({
        path: films
          .filter((film) => film.group === place)
          .map(({ x, y, size }) => shapePath(look.shape, x, y, size))
          .join(''),
        style: { ...style, fill: look.colour },
      })),
    ),
  );
}

/** Lines to names that are not right beside what they name. */
function leaders({ scale, groups, named }: MapLayout): CustomSeriesOption {
  const line = (point: Labelled, gap: number, style: object) => {
    const [x, y] = nearestPoint(point, point.label);
    const near = Math.hypot(x - point.x, y - point.y) < gap;
    const [fromX, fromY, toX, toY] = [point.x, point.y, x, y].map((value) => value.toFixed(1));
    return { path: near ? '' : `M${fromX} ${fromY}L${toX} ${toY}`, style: { fill: 'none', stroke: INK, ...style } };
  };
  return drawn(LAYERS.leaders, [
    ...named.map((film) => line(film, film.size / 2 + 6 * scale, { lineWidth: 0.7 * scale })),
    ...groups.map((group) => line(group, group.size, { lineWidth: 1.2 * scale })),
  ]);
}

/** A series of paths in pixels. */
function drawn(layer: number, paths: readonly { path: string; style: object }[]): CustomSeriesOption {
  const shown = paths.filter(({ path }) => path !== '');
  return {
    ...{ type: 'custom', coordinateSystem: 'none', z: layer, silent: true },
    data: shown.map(() => 0),
    renderItem: ({ dataIndex }) => ({
      ...{ type: 'path', silent: true, shape: { pathData: shown[dataIndex].path } },
      style: shown[dataIndex].style,
    }),
  };
}

function centroid(scale: number): (group: GroupMark, place: number) => ScatterSeriesOption {
  return (group, place) => ({
    ...labelled([group], LAYERS.centroids),
    name: String(place),
    symbol: shapeSymbol(group.look.shape),
    symbolSize: group.size,
    itemStyle: { color: group.look.colour, borderColor: '#000000', borderWidth: 2.2 * scale, opacity: 1 },
    label: {
      ...{ show: true, formatter: () => group.text, color: INK, fontSize: GROUP_FONT_SIZE * scale, fontWeight: 'bold' },
      ...{ backgroundColor: 'rgba(255,255,255,0.9)', borderColor: group.look.colour, borderWidth: 1.3 * scale },
      ...{ borderRadius: 3 * scale, padding: LABEL_PADDING.map((padding) => padding * scale) },
    },
  });
}

function filmNames({ scale, named }: MapLayout): ScatterSeriesOption {
  return {
    ...labelled(named, LAYERS.names),
    symbol: 'circle',
    symbolSize: (_, { dataIndex }) => named[dataIndex].size,
    itemStyle: { color: 'none', borderColor: INK, borderWidth: 1.2 * scale, opacity: 1 },
    label: {
      ...{ show: true, formatter: ({ dataIndex }) => named[dataIndex].text, color: '#000000' },
      ...{ fontSize: FILM_FONT_SIZE * scale, backgroundColor: 'rgba(255,255,255,0.72)', borderRadius: 2 * scale },
    },
  };
}

/** Points whose labels are where the layout found room for them. */
function labelled(points: readonly Labelled[], layer: number): ScatterSeriesOption {
  return {
    ...{ type: 'scatter', z: layer, silent: true, cursor: 'default', emphasis: { disabled: true } },
    data: points.map(({ value }) => [...value]),
    labelLayout: ({ dataIndex }) => {
      const { x, y, width, height } = at(points, present(dataIndex, 'the place of a label'), 'label').label;
      return { x: x + width / 2, y: y + height / 2, align: 'center', verticalAlign: 'middle' };
    },
  };
}
