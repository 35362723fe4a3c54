import { useEffect, useRef, useState } from 'preact/hooks';
import type { Estimate } from '../../api/answer-types';
import { number, t } from '../../state/locale';

export interface HistoryPoint {
  readonly version: number;
  readonly made: Estimate;
  readonly now: Estimate | null;
  readonly rejected: boolean;
}

/** In CSS pixels; the width is that of the card. */
const HEIGHT = 220;
const LEFT = 44;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 28;
/** About as many lines across as can be read. */
const LINES = 4;
/** Between two names of versions. */
const NAME_WIDTH = 44;

/** NDCG@10 of the versions with its interval, oldest first. For those who see it: the same is in a table. */
export function HistoryChart({ points }: { points: readonly HistoryPoint[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const texts = t.value.model.chart;
  const values = points.flatMap(({ made, now }) => [made.de, made.ate, ...(now ? [now.valor] : [])]);
  const lines = linesBetween(Math.min(...values), Math.max(...values));
  const [low, high] = [lines[0], lines[lines.length - 1]];
  const x = (n: number): number => LEFT + ((n + 0.5) * (width - LEFT - RIGHT)) / points.length;
  const y = (value: number): number => TOP + ((high - value) * (HEIGHT - TOP - BOTTOM)) / (high - low);
  const path = (of: (made: Estimate) => number): string[] => points.map(({ made }, n) => `${x(n)},${y(of(made))}`);
  const every = Math.ceil((points.length * NAME_WIDTH) / width);
  return (
    <div class="history-chart" ref={frame} aria-hidden="true">
      <p class="history-legend">
        <span class="history-made-key" /> {texts.made} <span class="history-now-key" /> {texts.now}
      </p>
      <svg width={width} height={HEIGHT}>
        {lines.map((value) => (
          <g key={value}>
            <line class="history-line" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 8} y={y(value) + 4} text-anchor="end">
              {number(value, decimals(lines))}
            </text>
          </g>
        ))}
        <polygon
          class="history-interval"
          points={[...path(({ de }) => de), ...path(({ ate }) => ate).reverse()].join(' ')}
        />
        <polyline class="history-made" points={path(({ valor }) => valor).join(' ')} />
        {points.map(({ version, made, now, rejected }, n) => (
          <g key={version}>
            <circle class={rejected ? 'history-dot rejected' : 'history-dot'} cx={x(n)} cy={y(made.valor)} r={4} />
            {now && <path class="history-now" d={`M${x(n)} ${y(now.valor) - 7}l6 7-6 7-6-7z`} />}
            {(points.length - 1 - n) % every === 0 && (
              <text x={x(n)} y={HEIGHT - 8} text-anchor="middle">{`v${version}`}</text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => setWidth(Math.max(160, Math.floor(contentRect.width))));
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return width;
}

/** Round values from one at or below `low` to one at or above `high`, ascending; two at least. */
function linesBetween(low: number, high: number): number[] {
  const rough = Math.max(high - low, 0.001) / LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.ceil(high / step) - first);
  return Array.from({ length: count + 1 }, (_, n) => (first + n) * step);
}

/** As many as tell two lines apart. */
function decimals([first, second]: readonly number[]): number {
  return Math.max(1, Math.ceil(-Math.log10(second - first) - 1e-9));
}
