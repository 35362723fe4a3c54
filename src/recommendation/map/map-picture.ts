import { createCanvas } from '@napi-rs/canvas';
import * as echarts from 'echarts';
import { PICTURE_SIZE, type FilmMap, type MapPictureOptions } from './map-picture-data';
import { textWidth } from './map-picture-fonts';
import { mapOption } from './map-picture-option';

export type { FilmMap, MapPictureOptions } from './map-picture-data';

const USUAL: MapPictureOptions = { ...PICTURE_SIZE, language: 'pt' };

// Both pictures measure text with the same font, so that both are laid out alike.
echarts.setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, font ?? '12px DejaVu Sans') }) });

/** The map of the films as SVG. The same map and options give the same bytes. */
export function mapSvg(map: FilmMap, options: Partial<MapPictureOptions> = {}): string {
  const { width, height, ...rest } = { ...USUAL, ...options };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(mapOption(map, { width, height, ...rest }));
    return settled(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

/** The map of the films as PNG, of `width` x `height` pixels. */
export async function mapPng(map: FilmMap, options: Partial<MapPictureOptions> = {}): Promise<Buffer> {
  const { width, height, ...rest } = { ...USUAL, ...options };
  const canvas = createCanvas(width, height);
  const chart = echarts.init(canvas, null, { renderer: 'canvas', devicePixelRatio: 1, width, height });
  try {
    chart.setOption(mapOption(map, { width, height, ...rest }));
    return await canvas.encode('png');
  } finally {
    chart.dispose();
  }
}

/**
 * The same bytes for the same drawing, and the same picture in every viewer: without the classes for pointers, which
 * ECharts counts on from one drawing to the next, and with text centred by an offset, which more programs know than
 * `dominant-baseline`.
 */
function settled(svg: string): string {
  return svg
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/<style >[\s\S]*?<\/style>\s*/g, '')
    .replace(/ dominant-baseline="central"([^>]*font-size:([\d.]+)px)/g, (_, rest: string, size: string) => {
      return ` dy="${(0.35 * Number(size)).toFixed(2)}"${rest}`;
    });
}
