import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** First the font that is measured with; a browser without it takes one of about the same widths. */
export const FONT_FAMILY = 'DejaVu Sans, Verdana, sans-serif';

// A container has no fonts of its own: these come with a package.
for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
  GlobalFonts.registerFromPath(require.resolve(`dejavu-fonts-ttf/ttf/${file}`));
}

const ruler = createCanvas(1, 1).getContext('2d');

/** Width in pixels of one line of text. `font` as CSS has it: "bold 14px DejaVu Sans". */
export function textWidth(text: string, font: string): number {
  ruler.font = font;
  return ruler.measureText(text).width;
}
