import type { FilmMap, MapPictureOptions } from './map-picture-data';
import { textWidth } from './map-picture-fonts';
import { Crowd, placeAll, placeWhereFree, type Anchor, type Box } from './map-picture-labels';
import { lookOf, type GroupLook } from './map-picture-symbols';

/** Where everything of the picture is, in pixels. */
export interface MapLayout {
  /** 1 for the usual size; texts and symbols of smaller pictures are smaller. */
  readonly scale: number;
  readonly plot: Box;
  readonly xAxis: Range;
  readonly yAxis: Range;
  /** The least rated first, so that the best known are drawn last. */
  readonly films: readonly FilmDot[];
  readonly groups: readonly GroupMark[];
  /** The films that are named. */
  readonly named: readonly NamedFilm[];
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface FilmDot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Place of the film's group among the groups of the map. */
  readonly group: number;
}

export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly label: Box;
}

export interface GroupMark extends Labelled {
  readonly look: GroupLook;
  readonly size: number;
}

export interface NamedFilm extends Labelled {
  readonly size: number;
}

export const GROUP_FONT_SIZE = 13;
export const FILM_FONT_SIZE = 11.5;
export const LABEL_PADDING: readonly [number, number] = [3, 6];

const USUAL = { width: 1600, height: 1100 };
const CENTROID_SIZE = 24;
const LONGEST_GROUP_LABEL = 40;
const LONGEST_TITLE = 32;
/** Films that are named in the whole picture, and in a group. */
const NAMED = { all: 60, least: 2, most: 7 };
const CROWD_CELL = 10;

export function layOut(map: FilmMap, { width, height }: MapPictureOptions): MapLayout {
  const scale = Math.max(0.5, Math.min(1.5, width / USUAL.width, height / USUAL.height));
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
    group: placeOfGroup.get(film.grupo) ?? 0,
    title: film.titulo,
  }));

  const crowd = new Crowd(films, plot, CROWD_CELL);
  const size = CENTROID_SIZE * scale;
  const marks = map.grupos.map(({ nome, x, y }, place) => ({
    ...{ x: toX(x), y: toY(y), size, look: lookOf(place), text: shortened(nome, LONGEST_GROUP_LABEL) },
  }));
  const symbols = marks.map((mark) => around(mark, 1.3 * size));
  const labels = placeAll(marks.map(groupAnchor(scale)), symbols, plot, crowd);
  return {
    ...{ scale, plot, xAxis, yAxis, films },
    groups: marks.map((mark, place) => ({ ...mark, label: labels[place] })),
    named: nameFilms(films, marks.length, [...symbols, ...labels], { scale, plot, crowd }),
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
  const usual = Math.max(4.2, Math.min(9, 120 / Math.sqrt(count + 1))) * scale;
  return (ratings) => usual * (1 + (most > 0 ? (ratings / most) ** 0.7 : 0));
}

/** The best known films of each group, as far as there is room beside their points. */
function nameFilms(
  films: readonly (FilmDot & { title: string })[],
  groupCount: number,
  taken: readonly Box[],
  { scale, plot, crowd }: { scale: number; plot: Box; crowd: Crowd },
): NamedFilm[] {
  const each = Math.max(NAMED.least, Math.min(NAMED.most, Math.floor(NAMED.all / Math.max(1, groupCount))));
  const chosenOf = new Map<number, number>();
  const best = films.toReversed().filter(({ group }) => {
    const chosen = (chosenOf.get(group) ?? 0) + 1;
    chosenOf.set(group, chosen);
    return chosen <= each;
  });
  const font = fontOf(FILM_FONT_SIZE, scale);
  const named = best.map((film) => ({ ...film, text: shortened(film.title, LONGEST_TITLE) }));
  const anchors = named.map(({ x, y, size, text }) => ({
    ...{ x, y, radius: size / 2 + 3 * scale, width: textWidth(text, font), height: FILM_FONT_SIZE * scale * 1.15 },
  }));
  const places = placeWhereFree(anchors, taken, plot, crowd);
  return named.flatMap(({ x, y, size, text }, n) => {
    const label = places[n];
    return label ? [{ x, y, size, text, label }] : [];
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

/** One line without control characters, which XML does not allow. */
function shortened(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('').trimEnd()}…`;
}
