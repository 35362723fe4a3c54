import type { FilmMap } from '../../api/answer-types';
import { GROUP_SHAPES, shapePath } from '../../../../group-shapes';
import { contextOf, type Palette } from './map-palette';
import { NAME_HEIGHT, NAME_ROOM, TITLE_HEIGHT, type GroupName, type Mark, type Scene, type Sight } from './map-scene';
import { toScreen } from './map-view';
import { bendOf, FONTS, nearestOf, rings, STAR } from './scene-painter';

/** What is written around the map, in the language of the reader. */
export interface PictureTexts {
  readonly title: string;
  /** Lines under the title: what the map is, and whose films are marked. */
  readonly lines: readonly string[];
  /** A group as the legend names it. */
  readonly group: (group: FilmMap['grupos'][number]) => string;
}

/** A map as it is seen, to be drawn once more. */
export interface Drawing {
  readonly sight: Sight;
  readonly scene: Scene;
  readonly palette: Palette;
  readonly texts: PictureTexts;
  /** How much one sees of the films of each group, 0..1. */
  readonly opacities: readonly number[];
}

const EDGE = 20;
const LINE = 20;
/** Of the legend: height of a row, and pixels beside the text of an entry. */
const LEGEND = { row: 24, beside: 42 };
/** Pixels of the PNG for one of the page. */
const SHARPNESS = 2;
/** Films are drawn in turns, one path per group in each, so that no group covers the others. */
const TURNS = 12;

/** The map with its title above and its legend below, as a file. */
export async function mapPicture(drawing: Drawing, format: 'png' | 'svg'): Promise<Blob> {
  const { text, width, height } = svgOf(drawing);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  if (format === 'svg') return svg;
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SHARPNESS * width;
    canvas.height = SHARPNESS * height;
    contextOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function svgOf(drawing: Drawing): { text: string; width: number; height: number } {
  const {
    palette,
    texts,
    sight: { size, map, layers },
  } = drawing;
  const lines = texts.lines.flatMap((line) => wrapped(line, size.width - 2 * EDGE, `13px ${palette.letters}`));
  const head = 52 + LINE * lines.length;
  const groups = map.grupos.filter(({ id }) => !layers.hidden.has(id));
  const font = `13px ${palette.letters}`;
  const widest = LEGEND.beside + Math.max(0, ...groups.map((group) => widthOf(texts.group(group), font)));
  const columns = Math.max(1, Math.floor((size.width - 2 * EDGE) / widest));
  const rows = Math.ceil(groups.length / columns);
  const [width, height] = [size.width, head + size.height + 2 * EDGE + rows * LEGEND.row];
  const column = (size.width - 2 * EDGE) / columns;
  const legend = groups.map((group, n) => {
    const [x, y] = [EDGE + Math.floor(n / rows) * column, head + size.height + EDGE + ((n % rows) + 0.5) * LEGEND.row];
    const mark = tag('path', { d: shapePath(group.forma, x + 8, y, 13), fill: palette.hues[group.matiz] });
    return (
      mark +
      lettered(fitted(texts.group(group), column - 34, `13px ${palette.letters}`), x + 22, y, '13px', palette.ink)
    );
  });
  const parts = [
    tag('rect', { width, height, fill: palette.surface }),
    lettered(texts.title, EDGE, 32, '700 22px', palette.ink),
    ...lines.map((line, n) => lettered(line, EDGE, 58 + LINE * n, '13px', palette.soft)),
    tag('clipPath', { id: 'map' }, tag('rect', { width: size.width, height: size.height })),
    tag('g', { transform: `translate(0 ${head})`, 'clip-path': 'url(#map)' }, films(drawing) + over(drawing)),
    ...legend,
  ];
  const box = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  const text = tag(
    'svg',
    { ...box, 'font-family': palette.letters },
    tag('title', {}, escaped(texts.title)) + parts.join(''),
  );
  return { text, width, height };
}

function films({ sight: { cloud, view, size, layers, diameters }, palette, opacities }: Drawing): string {
  const turn = Math.max(1, Math.ceil(cloud.films.length / TURNS));
  const drawn: string[] = [];
  for (let start = 0; start < cloud.films.length; start += turn) {
    const paths = cloud.groups.map((): string[] => []);
    for (let n = start; n < Math.min(start + turn, cloud.films.length); n++) {
      const group = cloud.group[n];
      const { x, y } = toScreen({ x: cloud.x[n], y: cloud.y[n] }, view, size);
      if (layers.hidden.has(cloud.groups[group].id)) continue;
      if (x < -EDGE || y < -EDGE || x > size.width + EDGE || y > size.height + EDGE) continue;
      paths[group].push(shapePath(GROUP_SHAPES[cloud.groups[group].shape], x, y, diameters[cloud.grade[n]]));
    }
    paths.forEach((path, group) => {
      const fill = palette.hues[cloud.groups[group].hue];
      if (path.length > 0) drawn.push(tag('path', { d: path.join(''), fill, 'fill-opacity': opacities[group] }));
    });
  }
  return tag('g', { class: 'films' }, drawn.join(''));
}

function over({ scene, palette }: Drawing): string {
  const links = scene.links.map(([from, to]) => {
    const bend = bendOf(from, to);
    return `M${tenths(from.x)} ${tenths(from.y)}Q${tenths(bend.x)} ${tenths(bend.y)} ${tenths(to.x)} ${tenths(to.y)}`;
  });
  const line = { d: links.join(''), fill: 'none', stroke: palette.soft, 'stroke-width': 1.4, 'stroke-opacity': 0.75 };
  return [
    ...(links.length > 0 ? [tag('path', line)] : []),
    ...[...scene.marks, ...scene.groups].map((one) => mark(one, palette)),
    ...scene.groups.map((one) => name(one, palette)),
    ...scene.titles.map(({ box, text, strong }) => {
      const halo = { stroke: palette.surface, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' };
      return lettered(text, box.x, box.y + TITLE_HEIGHT / 2, FONTS[strong ? 'strong' : 'title'], palette.ink, halo);
    }),
  ].join('');
}

function mark({ kind, x, y, size, hue, shape, faint }: Mark, { surface, ink, star, hues }: Palette): string {
  const d = kind === 'recommended' ? STAR : shapePath(shape, 0, 0, 100);
  const rims = rings(kind, surface, ink).map(([stroke, width]) =>
    tag('path', { d, fill: 'none', stroke, 'stroke-width': tenths((width * 100) / size), 'stroke-linejoin': 'round' }),
  );
  const fill = kind === 'recommended' ? star : hues[hue];
  const transform = `translate(${tenths(x)} ${tenths(y)}) scale(${size / 100})`;
  return tag('g', { transform, opacity: faint ? 0.25 : 1 }, rims.join('') + tag('path', { d, fill }));
}

function name({ x, y, box, text, hue, shape, faint }: GroupName, { label, ink, hues }: Palette): string {
  if (!box) return '';
  const end = nearestOf(box, { x, y });
  const stroke = hues[hue];
  const far = Math.hypot(end.x - x, end.y - y) > 14;
  const leader = { d: `M${tenths(x)} ${tenths(y)}L${tenths(end.x)} ${tenths(end.y)}`, stroke, 'stroke-width': 1.2 };
  const middle = box.y + NAME_HEIGHT / 2;
  const frame = { x: tenths(box.x), y: tenths(box.y), width: box.width, height: box.height, rx: 6 };
  const parts = [
    far ? tag('path', leader) : '',
    tag('rect', { ...frame, fill: label, stroke, 'stroke-width': 1.2 }),
    tag('path', { d: shapePath(shape, box.x + 12, middle, 10), fill: hues[hue] }),
    lettered(text, box.x + NAME_ROOM.before, middle, FONTS.group, ink),
  ];
  return tag('g', { opacity: faint ? 0.4 : 1 }, parts.join(''));
}

type Attributes = Readonly<Record<string, string | number>>;

function tag(kind: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${kind}${written.join('')}${content === '' ? '/>' : `>${content}</${kind}>`}`;
}

/** y: the middle of the line. Not every program knows `dominant-baseline`. */
function lettered(text: string, x: number, y: number, font: string, fill: string, more: Attributes = {}): string {
  const [size] = /[\d.]+(?=px)/.exec(font) ?? ['12'];
  const [weight] = /^\d+(?= )/.exec(font) ?? ['400'];
  const place = { x: tenths(x), y: tenths(y + 0.35 * Number(size)), 'font-size': size, 'font-weight': weight, fill };
  return tag('text', { ...place, ...more }, escaped(text));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without what XML does not allow. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

/** A text in lines of at most `width` pixels. */
function wrapped(text: string, width: number, font: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && widthOf(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function fitted(text: string, width: number, font: string): string {
  if (widthOf(text, font) <= width) return text;
  let length = text.length;
  while (length > 1 && widthOf(`${text.slice(0, length)}…`, font) > width) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

let ruler: CanvasRenderingContext2D | undefined;

function widthOf(text: string, font: string): number {
  ruler ??= contextOf(document.createElement('canvas'));
  ruler.font = font;
  return ruler.measureText(text).width;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
