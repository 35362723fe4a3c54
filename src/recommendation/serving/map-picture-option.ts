import type { CustomSeriesOption, EChartsOption, ScatterSeriesOption } from 'echarts';
import type { FilmMap, MapPictureOptions } from './map-picture-data';
import { FONT_FAMILY } from './map-picture-fonts';
import {
  FILM_FONT_SIZE,
  GROUP_FONT_SIZE,
  LABEL_PADDING,
  layOut,
  type FilmDot,
  type Labelled,
  type MapLayout,
} from './map-picture-layout';
import { lookOf, shapePath, shapeSymbol } from './map-picture-symbols';
import { captionsOf, type Captions } from './map-picture-text';

const INK = '#222222';
const FAINT = '#666666';
const GRID = '#e6e6e6';
/** Groups are drawn in turns, so that none covers the others. */
const TURNS = 12;

/** The chart that both pictures are drawn from: films as points, centroids, names, axes, legend. */
export function mapOption(map: FilmMap, options: MapPictureOptions): EChartsOption {
  const layout = layOut(map, options);
  const captions = captionsOf(map, options.language);
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT_FAMILY, color: INK },
    title: titles(captions, layout),
    legend: legend(captions, layout, options),
    grid: { left: layout.plot.x, top: layout.plot.y, width: layout.plot.width, height: layout.plot.height },
    xAxis: { ...axis(captions, layout, layout.xAxis), name: captions.axes[0], nameGap: 34 * layout.scale },
    yAxis: { ...axis(captions, layout, layout.yAxis), name: captions.axes[1], nameGap: 52 * layout.scale },
    series: [...filmSeries(map, layout), leaders(layout), ...centroidSeries(layout), namedFilms(layout)],
  };
}

function titles(captions: Captions, { scale, plot }: MapLayout): EChartsOption['title'] {
  return [
    {
      ...{ text: captions.title, left: plot.x, top: 22 * scale, padding: 0, itemGap: 9 * scale },
      subtext: captions.subtitle,
      textStyle: { fontSize: 26 * scale, fontWeight: 'bold', color: INK },
      subtextStyle: { fontSize: 13.5 * scale, color: FAINT },
    },
    {
      ...{ text: captions.legend, left: plot.x + plot.width + 24 * scale, top: plot.y, padding: 0 },
      textStyle: { fontSize: 14 * scale, fontWeight: 'bold', color: INK },
    },
  ];
}

/** One entry per group. Series are called by the place of the group, as two groups may have the same name. */
function legend(captions: Captions, layout: MapLayout, { width }: MapPictureOptions): EChartsOption['legend'] {
  const { scale, plot, groups } = layout;
  const left = plot.x + plot.width + 24 * scale;
  return {
    ...{ orient: 'vertical', left, top: plot.y + 26 * scale, align: 'left', padding: 0 },
    ...{ itemWidth: 15 * scale, itemHeight: 15 * scale, itemGap: (groups.length > 16 ? 9 : 12) * scale },
    selectedMode: false,
    textStyle: {
      ...{ fontSize: 13 * scale, lineHeight: 16 * scale, color: INK },
      ...{ width: width - left - 36 * scale, overflow: 'break' },
    },
    formatter: (place: string) => groups[Number(place)].legend,
    data: groups.map(({ look }, place) => ({
      name: String(place),
      icon: shapeSymbol(look.shape),
      itemStyle: { color: look.colour, borderWidth: 0 },
    })),
  };
}

function axis(captions: Captions, { scale }: MapLayout, { min, max }: Range) {
  return {
    ...{ type: 'value' as const, min, max, nameLocation: 'middle' as const },
    nameTextStyle: { fontSize: 14 * scale, color: INK },
    axisLabel: {
      ...{ fontSize: 12 * scale, color: FAINT, showMinLabel: false, showMaxLabel: false },
      formatter: captions.number,
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: FAINT, width: scale } },
    axisTick: { show: false },
    splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: GRID, width: scale } },
  };
}

/** One series per group, each with one path per turn: 10,000 points stay a small picture. */
function filmSeries({ scale, plot, films, groups }: MapLayout): CustomSeriesOption[] {
  const dense = films.length > 2000;
  const turnLength = Math.max(1, Math.ceil(films.length / TURNS));
  return groups.map(({ look }, place) => {
    const paths = Array.from({ length: TURNS }, (_, turn) =>
      films.slice(turn * turnLength, (turn + 1) * turnLength).filter(({group}) => group === place).map(({x,y,size}) => shapePath(look.shape, x, y, size)).join(''));
    return paths;
  }) as never;
}
