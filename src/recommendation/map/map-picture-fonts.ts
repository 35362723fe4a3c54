import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** First the font that is measured with; a browser without it takes one of about the same widths. */
export const FONT_FAMILY = 'DejaVu Sans, Verdana, sans-serif';

// A container has no fonts of its own: these come with a package.
for (const path of [
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
]) {
  if (!GlobalFonts.registerFromPath(path)) throw new Error(`${path} is no font`);
}

const ruler = createCanvas(1, 1).getContext('2d');

/** ECharts takes the width of this character for the height of a line; the font has not got it. */
const SQUARE = '国';

/** Width in pixels of one line of text. `font` as CSS has it: "bold 14px DejaVu Sans". */
export function textWidth(text: string, font: string): number {
  if (text === SQUARE) return Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
  ruler.font = font;
  // ECharts measures every ASCII character, NUL among them, which the canvas cannot take.
  return ruler.measureText(text.replaceAll('\0', '')).width;
}
