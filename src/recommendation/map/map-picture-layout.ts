import { known } from '../../invariants';
import { PICTURE_SIZE, type FilmMap, type MapPictureOptions } from './map-picture-data';
import { textWidth } from './map-picture-fonts';
import { Crowd, LabelRoom, type Anchor, type Box } from './map-picture-labels';
import { drawnLook, type DrawnLook } from './map-picture-symbols';
import { shortened } from './map-picture-text';

/** Where everything of the picture is, in pixels. */
export interface MapLayout {
  /** 1 for the usual size; texts and symbols of smaller pictures are somewhat smaller. */
  readonly scale: number;
  readonly plot: Box;
  readonly xAxis: Range;
  readonly yAxis: Range;
  /** About how far from one line of the grid to the next, on both axes. */
  readonly step: number;
  /** The least rated first, so that the best known are drawn last. */
  readonly films: readonly FilmDot[];
  readonly groups: readonly GroupMark[];
  /** The films that are named. */
  readonly named: readonly Labelled[];
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

interface FilmDot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Place of the film's group among the groups of the map. */
  readonly group: number;
}

export interface Labelled {
  /** Where it is on the axes. */
  readonly value: readonly [number, number];
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
  readonly label: Box;
}

export interface GroupMark extends Labelled {
  readonly look: DrawnLook;
}

interface TitledDot extends FilmDot {
  readonly value: readonly [number, number];
  readonly title: string;
}

export const GROUP_FONT_SIZE = 13;
export const FILM_FONT_SIZE = 11.5;
export const LABEL_PADDING: readonly [number, number] = [3, 6];

const CENTROID_SIZE = 24;
const LONGEST_GROUP_LABEL = 40;
const LONGEST_TITLE = 32;
/** Films that are named in the whole picture and in a group, and for how many per name room is looked for. */
const NAMED = { all: 60, least: 2, most: 7, tries: 3 };
const CROWD_CELL = 10;
const GRID_LINES = 9;

export function layOut(map: FilmMap, { width, height }: MapPictureOptions): MapLayout {
  const scale = Math.max(
    0.5,
    Math.min(1.5, Math.sqrt(Math.min(width / PICTURE_SIZE.width, height / PICTURE_SIZE.height))),
  );
  const plot = plotOf(width, height, scale);
  const { xAxis, yAxis } = axesOf([...map.filmes, ...map.grupos], plot);
  const toX = (x: number) => plot.x + ((x - xAxis.min) / (xAxis.max - xAxis.min)) * plot.width;
  const toY = (y: number) => plot.y + ((yAxis.max - y) / (yAxis.max - yAxis.min)) * plot.height;

  const placeOfGroup = new Map(map.grupos.map(({ id }, place) => [id, place]));
  const ordered = [...map.filmes].sort((a, b) => a.avaliacoes - b.avaliacoes || b.id - a.id);
  const sizeOf = dotSize(ordered.length, ordered.at(-1)?.avaliacoes ?? 0, scale);
  const films = ordered.map((film) => ({
    x: toX(film.x),
    y: toY(film.y),
    size: sizeOf(film.avaliacoes),
    group: known(placeOfGroup, film.grupo, 'film group'),
    value: [film.x, film.y] as const,
    title: film.titulo,
  }));

  const size = CENTROID_SIZE * scale;
  const marks = map.grupos.map(({ nome, x, y, matiz, forma }) => ({
    value: [x, y] as const,
    ...{ x: toX(x), y: toY(y), size, look: drawnLook(matiz, forma), text: shortened(nome, LONGEST_GROUP_LABEL) },
  }));
  const symbols = marks.map((mark) => around(mark, 1.3 * size));
  const room = new LabelRoom(plot, symbols, new Crowd(films, plot, CROWD_CELL));
  const labels = room.placeAll(marks.map(groupAnchor(scale)));
  return {
    ...{ scale, plot, xAxis, yAxis, films },
    step: (xAxis.max - xAxis.min) / GRID_LINES,
    groups: marks.map((mark, place) => ({ ...mark, label: labels[place] })),
    named: nameFilms(films, Math.max(1, marks.length), scale, room),
  };
}

/** The part of the picture with the points: beside it is the legend, above it the title. */
function plotOf(width: number, height: number, scale: number): Box {
  const [left, top, right, bottom] = [84, 108, 410, 76].map((edge) => edge * scale);
  return { x: left, y: top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
}

/** Both axes have the same unit, so that distances are what they are in the plane of the two components. */
function axesOf(points: readonly { x: number; y: number }[], plot: Box): { xAxis: Range; yAxis: Range } {
  const x = rangeOf(points.map((point) => point.x));
  const y = rangeOf(points.map((point) => point.y));
  const unit = 1.08 * Math.max((x.max - x.min) / plot.width, (y.max - y.min) / plot.height) || 2 / plot.width;
  return { xAxis: widened(x, unit * plot.width), yAxis: widened(y, unit * plot.height) };
}

function rangeOf(values: readonly number[]): Range {
  return values.reduce(
    ({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }),
    values.length > 0 ? { min: Infinity, max: -Infinity } : { min: 0, max: 0 },
  );
}

function widened({ min, max }: Range, width: number): Range {
  const middle = (min + max) / 2;
  return { min: middle - width / 2, max: middle + width / 2 };
}

/** Diameter of a film's point: smaller where there are many, and up to twice that for the best known. */
function dotSize(count: number, most: number, scale: number): (ratings: number) => number {
  const usual = Math.max(4.2, Math.min(9.5, 150 / Math.sqrt(count + 1))) * scale;
  return (ratings) => usual * (1 + (most > 0 ? (ratings / most) ** 0.7 : 0));
}

/** The best known films of each group, as far as there is room near their points. */
function nameFilms(films: readonly TitledDot[], groupCount: number, scale: number, room: LabelRoom): Labelled[] {
  const each = Math.max(NAMED.least, Math.min(NAMED.most, Math.floor(NAMED.all / groupCount)));
  const font = fontOf(FILM_FONT_SIZE, scale);
  const tried = new Array<number>(groupCount).fill(0);
  const named = new Array<number>(groupCount).fill(0);
  return films.toReversed().flatMap(({ group, title, ...film }) => {
    if (named[group] === each || tried[group] === NAMED.tries * each) return [];
    tried[group] += 1;
    const text = shortened(title, LONGEST_TITLE);
    const label = room.placeNear({
      ...{ x: film.x, y: film.y, radius: film.size / 2 + 3 * scale },
      ...{ width: textWidth(text, font), height: FILM_FONT_SIZE * scale * 1.15 },
    });
    if (!label) return [];
    named[group] += 1;
    return [{ ...film, text, label }];
  });
}

function groupAnchor(scale: number): (mark: { x: number; y: number; size: number; text: string }) => Anchor {
  const font = `bold ${fontOf(GROUP_FONT_SIZE, scale)}`;
  const [above, beside] = LABEL_PADDING.map((padding) => 2 * padding * scale);
  return ({ x, y, size, text }) => ({
    ...{ x, y, radius: 0.8 * size },
    width: textWidth(text, font) + beside,
    height: GROUP_FONT_SIZE * scale * 1.2 + above,
  });
}

function fontOf(size: number, scale: number): string {
  return `${size * scale}px DejaVu Sans`;
}

function around({ x, y }: { x: number; y: number }, size: number): Box {
  return { x: x - size / 2, y: y - size / 2, width: size, height: size };
}
