/** The colours of the style sheet as they are now: they depend on light and dark, and on high contrast. */
export interface Palette {
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  readonly label: string;
  readonly line: string;
  readonly star: string;
  readonly hues: readonly string[];
  readonly letters: string;
}

const HUES = 8;

export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: colour('--surface'),
    ink: colour('--ink'),
    soft: colour('--ink-soft'),
    label: colour('--label'),
    line: colour('--line'),
    star: colour('--star'),
    hues: [...Array(HUES).keys()].map((hue) => colour(`--g${hue}`)),
    letters: style.fontFamily,
  };
}

/** A colour of CSS as pixels have it, 0xBBGGRR; the colours of the system too. */
export function pixelOf(colour: string): number {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = contextOf(canvas, true);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (blue << 16) | (green << 8) | red;
}

/** often: whether pixels are written or read by hand. */
export function contextOf(canvas: HTMLCanvasElement, often = false): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: often });
  if (!context) throw new Error('the browser draws on no canvas');
  return context;
}
