import { GROUP_SHAPES, shapePath, type GroupShape } from '../../../../group-shapes';
import { contextOf } from './map-palette';
import type { PointCloud } from './point-cloud';
import type { Size, View } from './map-view';

/** Parts of a pixel at which a point may stand, across and down: fewer, and points jitter while the map moves. */
const PHASES = 4;
/** Points whose middle is this far outside, in pixels, are drawn: nothing reaches farther. */
const MARGIN = 32;

/** One shape at one size and part of a pixel: which pixels it covers, and how much of each, 0..255. */
interface Stamp {
  readonly side: number;
  readonly cover: Uint8Array;
}

/** How the films of a group are drawn. */
export interface PointStyle {
  readonly shown: boolean;
  /** 0xBBGGRR, as pixels have it. */
  readonly colour: number;
  /** 0..1 */
  readonly opacity: number;
}

/**
 * Films as points, put into the pixels one by one. A canvas that draws each by itself takes several times as long where
 * no graphics card helps.
 */
export class PointPainter {
  private readonly stamps = new Map<string, readonly Stamp[]>();
  private image = new ImageData(1, 1);
  private pixels = new Uint32Array(1);

  /** Draw on a canvas of `size` pixels, those of the screen. diameters: in pixels, by grade. paper: 0xBBGGRR. */
  paint(
    context: CanvasRenderingContext2D,
    cloud: PointCloud,
    view: View,
    size: Size,
    diameters: readonly number[],
    styles: readonly PointStyle[],
    paper: number,
  ): void {
    const width = size.width + 2 * MARGIN;
    if (this.image.width !== width || this.image.height !== size.height + 2 * MARGIN) {
      this.image = new ImageData(width, size.height + 2 * MARGIN);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    this.pixels.fill((0xff << 24) | paper);
    // The films behind come first, so that none of those that are pointed out is covered.
    const dim = styles.some(({ opacity }) => opacity < 0.5);
    if (dim) this.put(cloud, view, size, diameters, styles, paper, ({ opacity }) => opacity < 0.5);
    this.put(cloud, view, size, diameters, styles, paper, ({ opacity }) => opacity >= 0.5);
    context.putImageData(this.image, -MARGIN, -MARGIN);
  }

  private put(
    cloud: PointCloud,
    view: View,
    size: Size,
    diameters: readonly number[],
    styles: readonly PointStyle[],
    paper: number,
    wanted: (style: PointStyle) => boolean,
  ): void {
    const width = this.image.width;
    const [right, bottom] = [size.width + MARGIN, size.height + MARGIN];
    const [offsetX, offsetY] = [size.width / 2 - view.x * view.scale, size.height / 2 + view.y * view.scale];
    const kinds = cloud.groups.map(({ shape }, group) => {
      const style = styles[group];
      if (!style.shown || !wanted(style)) return null;
      const looks = diameters.map((diameter) => ({
        body: this.stampsOf(GROUP_SHAPES[shape], diameter),
        // What is large enough keeps a little paper around it.
        rim: diameter >= 7 ? this.stampsOf(GROUP_SHAPES[shape], diameter + 2.5) : null,
      }));
      return { looks, colour: style.colour, opacity: Math.round(style.opacity * 256) };
    });
    for (let n = 0; n < cloud.x.length; n++) {
      const kind = kinds[cloud.group[n]];
      if (!kind) continue;
      const x = cloud.x[n] * view.scale + offsetX;
      const y = offsetY - cloud.y[n] * view.scale;
      if (!(x > -MARGIN + 16 && x < right - 16 && y > -MARGIN + 16 && y < bottom - 16)) continue;
      const [wholeX, wholeY] = [Math.floor(x), Math.floor(y)];
      const phase = Math.floor((y - wholeY) * PHASES) * PHASES + Math.floor((x - wholeX) * PHASES);
      const middle = (wholeY + MARGIN) * width + wholeX + MARGIN;
      const { body, rim } = kind.looks[cloud.grade[n]];
      if (rim) blend(this.pixels, width, middle, rim[phase], paper, kind.opacity);
      blend(this.pixels, width, middle, body[phase], kind.colour, kind.opacity);
    }
  }

  private stampsOf(shape: GroupShape, diameter: number): readonly Stamp[] {
    const rounded = Math.round(diameter * 2) / 2;
    const key = `${shape} ${rounded}`;
    const known = this.stamps.get(key);
    if (known) return known;
    const made = makeStamps(shape, rounded);
    this.stamps.set(key, made);
    return made;
  }
}

/** Lay a colour over pixels as far as a stamp covers them. middle: place of the pixel that the point is in. */
function blend(
  pixels: Uint32Array,
  width: number,
  middle: number,
  { side, cover }: Stamp,
  colour: number,
  opacity: number,
): void {
  const half = side >> 1;
  const red = colour & 0xff;
  const green = (colour >> 8) & 0xff;
  const blue = (colour >> 16) & 0xff;
  let read = 0;
  for (let row = middle - half * width - half, down = 0; down < side; down++, row += width) {
    for (let at = row; at < row + side; at++) {
      const covered = cover[read++];
      if (covered === 0) continue;
      const alpha = (covered * opacity) >> 8;
      const under = pixels[at];
      const r = under & 0xff;
      const g = (under >> 8) & 0xff;
      const b = (under >> 16) & 0xff;
      pixels[at] =
        (0xff << 24) |
        ((b + (((blue - b) * alpha) >> 8)) << 16) |
        ((g + (((green - g) * alpha) >> 8)) << 8) |
        (r + (((red - r) * alpha) >> 8));
    }
  }
}

/** A shape at all parts of a pixel, row by row: drawn once by the canvas, which knows how to smooth edges. */
function makeStamps(shape: GroupShape, diameter: number): Stamp[] {
  const half = Math.ceil(diameter * 0.75) + 1;
  const side = 2 * half + 1;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side * PHASES;
  const context = contextOf(canvas, true);
  const path = new Path2D(shapePath(shape, 0, 0, 100));
  const phases = [...Array(PHASES * PHASES).keys()].map((n) => [n % PHASES, Math.floor(n / PHASES)] as const);
  for (const [across, down] of phases) {
    const x = across * side + half + (across + 0.5) / PHASES;
    const y = down * side + half + (down + 0.5) / PHASES;
    context.setTransform(diameter / 100, 0, 0, diameter / 100, x, y);
    context.fill(path);
  }
  return phases.map(([across, down]) => {
    const { data } = context.getImageData(across * side, down * side, side, side);
    return { side, cover: Uint8Array.from({ length: side * side }, (_, n) => data[4 * n + 3]) };
  });
}
