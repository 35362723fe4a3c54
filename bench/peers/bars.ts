import * as echarts from 'echarts';
import { OURS } from './peer';

/** Bars of one measure. */
interface Panel {
  readonly title: string;
  readonly digits: number;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

const WIDTH = 860;
const COLUMNS = 2;
const BAR = 24;
const TITLE = 30;
const GAP = 26;
const MARGIN = 4;
const NAMES = 200;
const VALUES = 60;

/** Legible on white and on black. */
const COLOURS = { text: '#767676', ours: '#e07b00', others: '#6f93b8' };

/** The panels in two columns, as SVG without a background. The same panels give the same bytes. */
export function barsSvg(panels: readonly Panel[]): string {
  const places = placesOf(panels);
  const height = Math.max(...places.map(({ bottom }) => bottom));
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const text = { color: COLOURS.text, fontSize: 12, fontFamily: 'sans-serif' };
  try {
    chart.setOption({
      animation: false,
      title: panels.map(({ title }, n) => ({
        ...{ text: title, left: places[n].left, top: places[n].top, padding: 0 },
        textStyle: { ...text, fontSize: 13, fontWeight: 'bold' },
      })),
      grid: places.map(({ left, top, bottom }) => ({
        ...{ left: left + NAMES, top: top + TITLE, height: bottom - top - TITLE - GAP },
        width: WIDTH / COLUMNS - NAMES - VALUES,
        outerBoundsMode: 'none' as const,
      })),
      xAxis: panels.map((_, gridIndex) => ({ type: 'value' as const, gridIndex, min: 0, show: false })),
      yAxis: panels.map(({ bars }, gridIndex) => ({
        ...{ type: 'category' as const, gridIndex, inverse: true, data: bars.map(({ name }) => name) },
        ...{ axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...text, interval: 0 } },
      })),
      series: panels.map(({ bars, digits }, n) => ({
        ...{ type: 'bar' as const, xAxisIndex: n, yAxisIndex: n, barWidth: 14, silent: true },
        data: bars.map(({ name, value }) => ({
          value,
          itemStyle: { color: name.startsWith(OURS) ? COLOURS.ours : COLOURS.others },
        })),
        label: {
          ...{ show: true, position: 'right' as const, ...text },
          formatter: ({ value }: { value: unknown }) =>
            Number(value).toLocaleString('en', { maximumFractionDigits: digits }),
        },
      })),
    });
    // The classes for pointers are counted on from one drawing to the next.
    return `${chart
      .renderToSVGString({ useViewBox: true })
      .replace(/ class="zr\d+-cls-\d+"/g, '')
      .replace(/<style >[\s\S]*?<\/style>\s*/g, '')}\n`;
  } finally {
    chart.dispose();
  }
}

/** Each panel in the column that is shorter so far, in pixels. */
function placesOf(panels: readonly Panel[]): { left: number; top: number; bottom: number }[] {
  const heights = Array.from({ length: COLUMNS }, () => MARGIN);
  return panels.map(({ bars }) => {
    const column = heights.indexOf(Math.min(...heights));
    const top = heights[column];
    heights[column] += TITLE + BAR * bars.length + GAP;
    return { left: (column * WIDTH) / COLUMNS, top, bottom: heights[column] };
  });
}
