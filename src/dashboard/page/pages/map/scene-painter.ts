import { shapePath, type GroupShape } from '../../../../group-shapes';
import { contextOf, type Palette } from './map-palette';
import {
  NAME_HEIGHT,
  NAME_ROOM,
  TITLE_HEIGHT,
  type GroupName,
  type Mark,
  type Measure,
  type Scene,
  type Title,
} from './map-scene';
import type { Point } from './map-view';

/** Titles that were drawn once are kept, so many at most. */
const KEPT = 800;
const HALO = 3;
export const STAR = 'M0 -50L13.5 -18 47 -14.5 22 8.5 29.5 41.5 0 24 -29.5 41.5 -22 8.5 -47 -14.5 -13.5 -18Z';

export const FONTS = { title: '12px', strong: '600 13px', group: '600 12px' } as const;

/** Draws what is over the points. */
export class ScenePainter {
  private readonly widths = new Map<string, number>();
  private readonly drawn = new Map<string, HTMLCanvasElement>();
  private readonly paths = new Map<string, Path2D>();
  private readonly ruler = contextOf(document.createElement('canvas'));

  constructor(
    private readonly palette: Palette,
    /** Pixels of the screen for one of the page. */
    private readonly ratio: number,
  ) {}

  readonly measure: Measure = (text, font) => {
    const key = `${font} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.ruler.font = this.font(font);
      width = Math.ceil(this.ruler.measureText(text).width);
      this.widths.set(key, width);
    }
    return width;
  };

  paint(context: CanvasRenderingContext2D, { links, marks, groups, titles }: Scene): void {
    const { canvas } = context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.links(context, links);
    for (const mark of marks) this.mark(context, mark);
    for (const mark of groups) this.mark(context, mark);
    for (const group of groups) this.name(context, group);
    for (const title of titles) this.title(context, title);
  }

  /** What the pointer is on, and where Enter would open something. */
  point(context: CanvasRenderingContext2D, at: Point, size: number): void {
    context.strokeStyle = this.palette.ink;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(at.x, at.y, size, 0, 2 * Math.PI);
    context.stroke();
  }

  cross(context: CanvasRenderingContext2D, { x, y }: Point): void {
    context.strokeStyle = this.palette.soft;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + 9 * dx, y + 9 * dy);
      context.lineTo(x + 18 * dx, y + 18 * dy);
    }
    context.stroke();
  }

  private links(context: CanvasRenderingContext2D, links: Scene['links']): void {
    context.strokeStyle = this.palette.soft;
    context.lineWidth = 1.4;
    context.globalAlpha = 0.75;
    context.beginPath();
    for (const [from, to] of links) {
      const bend = bendOf(from, to);
      context.moveTo(from.x, from.y);
      context.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private mark(context: CanvasRenderingContext2D, { kind, x, y, size, hue, shape, faint }: Mark): void {
    const { surface, ink, star, hues } = this.palette;
    const recommended = kind === 'recommended';
    context.save();
    context.translate(x, y);
    context.scale(size / 100, size / 100);
    context.globalAlpha = faint ? 0.25 : 1;
    context.fillStyle = recommended ? star : hues[hue];
    context.lineJoin = 'round';
    const path = this.path(recommended ? 'star' : shape);
    for (const [colour, width] of rings(kind, surface, ink)) {
      context.strokeStyle = colour;
      context.lineWidth = (width * 100) / size;
      context.stroke(path);
    }
    context.fill(path);
    context.restore();
  }

  private name(context: CanvasRenderingContext2D, { x, y, box, text, hue, shape, faint }: GroupName): void {
    if (!box) return;
    const { label, ink, hues } = this.palette;
    context.globalAlpha = faint ? 0.4 : 1;
    const end = nearestOf(box, { x, y });
    context.strokeStyle = hues[hue];
    context.lineWidth = 1.2;
    context.beginPath();
    if (Math.hypot(end.x - x, end.y - y) > 14) {
      context.moveTo(x, y);
      context.lineTo(end.x, end.y);
    }
    context.roundRect(box.x, box.y, box.width, box.height, 6);
    context.fillStyle = label;
    context.fill();
    context.stroke();
    context.fillStyle = hues[hue];
    context.fill(new Path2D(shapePath(shape, box.x + 12, box.y + NAME_HEIGHT / 2, 10)));
    context.fillStyle = ink;
    context.font = this.font('group');
    context.textBaseline = 'middle';
    context.fillText(text, box.x + NAME_ROOM.before, box.y + NAME_HEIGHT / 2 + 0.5);
    context.globalAlpha = 1;
  }

  /** Letters with paper around them take long to draw: each title is drawn once. */
  private title(context: CanvasRenderingContext2D, { text, strong, box }: Title): void {
    const font = strong ? 'strong' : 'title';
    const key = `${font} ${text}`;
    let picture = this.drawn.get(key);
    if (!picture) {
      if (this.drawn.size >= KEPT) this.drawn.clear();
      picture = this.lettered(text, font, box.width);
      this.drawn.set(key, picture);
    }
    const [width, height] = [picture.width / this.ratio, picture.height / this.ratio];
    context.drawImage(picture, box.x - HALO, box.y - HALO, width, height);
  }

  private lettered(text: string, font: keyof typeof FONTS, width: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil((width + 2 * HALO) * this.ratio);
    canvas.height = Math.ceil((TITLE_HEIGHT + 2 * HALO) * this.ratio);
    const context = contextOf(canvas);
    context.scale(this.ratio, this.ratio);
    context.font = this.font(font);
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = HALO;
    context.strokeStyle = this.palette.surface;
    context.fillStyle = this.palette.ink;
    context.strokeText(text, HALO, HALO + TITLE_HEIGHT / 2);
    context.fillText(text, HALO, HALO + TITLE_HEIGHT / 2);
    return canvas;
  }

  private font(font: keyof typeof FONTS): string {
    return `${FONTS[font]} ${this.palette.letters}`;
  }

  private path(shape: GroupShape | 'star'): Path2D {
    let path = this.paths.get(shape);
    if (!path) {
      path = new Path2D(shape === 'star' ? STAR : shapePath(shape, 0, 0, 100));
      this.paths.set(shape, path);
    }
    return path;
  }
}

/** The rims of a mark, the outermost first: colour, and width of the stroke in pixels, of which half is seen. */
export function rings(kind: Mark['kind'], surface: string, ink: string): readonly (readonly [string, number])[] {
  switch (kind) {
    case 'rated':
      return [[ink, 2.2]];
    case 'similar':
    case 'recommended':
      return [[surface, 3]];
    case 'film':
    case 'group':
      return [
        [surface, 8],
        [ink, 4.4],
      ];
  }
}

/** Where a link is drawn towards: a little beside the straight line. */
export function bendOf(from: Point, to: Point): Point {
  const bend = 0.12;
  return {
    x: (from.x + to.x) / 2 + bend * (to.y - from.y),
    y: (from.y + to.y) / 2 - bend * (to.x - from.x),
  };
}

export function nearestOf(box: { x: number; y: number; width: number; height: number }, { x, y }: Point): Point {
  return {
    x: Math.max(box.x, Math.min(x, box.x + box.width)),
    y: Math.max(box.y, Math.min(y, box.y + box.height)),
  };
}
