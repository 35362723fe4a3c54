import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Estimate } from '../../api/answer-types';
import { number } from '../../state/locale';
import { colour } from '../../ui/colours';

use([LineChart, ScatterChart, GridComponent, LegendComponent, CanvasRenderer]);

export interface HistoryPoint {
  readonly version: number;
  readonly made: Estimate;
  readonly now: Estimate | null;
  readonly rejected: boolean;
}

/** NDCG@10 of the versions with its interval, oldest first. Answers what removes the chart. */
export function drawHistory(
  element: HTMLElement,
  points: readonly HistoryPoint[],
  texts: { readonly made: string; readonly now: string; readonly interval: string },
): () => void {
  const chart = init(element, null, { renderer: 'canvas' });
  const [ink, soft, line, accent, star] = ['--ink', '--ink-soft', '--line', '--accent', '--star'].map(colour);
  const band = { type: 'line' as const, symbol: 'none', stack: 'interval', lineStyle: { opacity: 0 }, silent: true };
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: ink },
    grid: { left: 48, right: 16, top: 36, bottom: 28 },
    legend: {
      left: 0,
      top: 0,
      icon: 'circle',
      itemWidth: 10,
      textStyle: { color: soft },
      data: [texts.made, texts.now],
    },
    xAxis: {
      type: 'category',
      data: points.map(({ version }) => `v${version}`),
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: soft },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      axisLabel: { color: soft, formatter: (value: number) => number(value, 2) },
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      { ...band, name: 'low', data: points.map(({ made }) => made.de) },
      {
        ...band,
        name: texts.interval,
        data: points.map(({ made }) => made.ate - made.de),
        areaStyle: { color: accent, opacity: 0.15 },
      },
      {
        type: 'line',
        name: texts.made,
        data: points.map(({ made, rejected }) => ({ value: made.valor, symbol: rejected ? 'emptyCircle' : 'circle' })),
        symbolSize: 8,
        lineStyle: { width: 2, color: accent },
        itemStyle: { color: accent },
      },
      {
        type: 'scatter',
        name: texts.now,
        data: points.map(({ now }) => now?.valor ?? null),
        symbol: 'diamond',
        symbolSize: 12,
        itemStyle: { color: star },
      },
    ],
  });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(element);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}
