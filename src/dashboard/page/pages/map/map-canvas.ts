import type { FilmMap, MapFilm } from '../../api/answer-types';
import { Flight } from './flight';
import { watchHand, type MapHand } from './map-gestures';
import { viewAfter } from './map-keys';
import { contextOf, paletteOf, pixelOf, type Palette } from './map-palette';
import { mapPicture, type PictureTexts } from './map-picture';
import { sceneOf, type Layers, type Scene, type Sight } from './map-scene';
import { moved, toScreen, viewAround, viewOf, zoomed, type Point, type Size, type View } from './map-view';
import { pointCloud, type PointCloud } from './point-cloud';
import { diametersOf, stylesOf } from './point-looks';
import { filmAt, nameAt } from './pointed-at';
import { ScenePainter } from './scene-painter';
import { PointPainter, type PointStyle } from './stamps';

/** A pointer that rests on a film so long makes its group stand out. In milliseconds. */
const REST = 150;
/** How much nearer than the whole a film is shown that was flown to. */
const NEAR = 5;
const REACH = 12;
/** More pixels of the screen than this for one of the page are seen by nobody. */
const SHARPEST = 2;
/** A film that is pointed at, and where it is on the map. */
export interface Hovered {
  readonly film: MapFilm;
  readonly at: Point;
  readonly size: Size;
  /** By the keyboard: it is in the middle. */
  readonly byKey: boolean;
}

export interface MapEvents {
  pick(film: MapFilm): void;
  pickGroup(id: number): void;
  hover(hovered: Hovered | null): void;
  oneFinger(): void;
}

/** The films as points on a canvas, and over them, on a second one, what is pointed out. */
export class MapCanvas implements MapHand {
  private readonly ended = new AbortController();
  private readonly cloud: PointCloud;
  private readonly points = document.createElement('canvas');
  private readonly over = document.createElement('canvas');
  private readonly painter = new PointPainter();
  private readonly flight = new Flight();
  private palette: Palette;
  private pixels: { readonly paper: number; readonly hues: readonly number[] } = { paper: 0, hues: [] };
  private scenes: ScenePainter;
  private scene: Scene = { links: [], marks: [], groups: [], titles: [] };
  private size: Size = { width: 0, height: 0 };
  private whole: View = { x: 0, y: 0, scale: 1 };
  private view: View = this.whole;
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private hovered: Hovered | null = null;
  /** Ids of groups that stand out: the pointer is on its name, rests on a film of it, is on it in the list beside the map. */
  private under: number | null = null;
  private rested: number | null = null;
  private listed: number | null = null;
  private byKey = false;
  private layers: Layers = { hidden: new Set(), group: null, film: null, similar: [], rated: [], recommended: [] };

  constructor(
    private readonly element: HTMLElement,
    private readonly map: FilmMap,
    private readonly events: MapEvents,
  ) {
    this.cloud = pointCloud(map);
    element.append(this.points, this.over);
    this.palette = paletteOf(element);
    this.scenes = new ScenePainter(this.palette, this.ratio);
    this.recolour();
    this.resize();
    watchHand(element, this, this.ended.signal);
  }

  show(layers: Layers): void {
    this.layers = layers;
    this.draw();
  }

  /** The colours of the page are others now. */
  recolour(): void {
    this.palette = paletteOf(this.element);
    this.scenes = new ScenePainter(this.palette, this.ratio);
    this.pixels = { paper: pixelOf(this.palette.surface), hues: this.palette.hues.map(pixelOf) };
    this.draw();
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0) return;
    const before = this.whole;
    this.size = { width, height };
    this.whole = viewOf([...this.map.filmes, ...this.map.grupos], this.size);
    const same = this.view === before;
    this.view = same ? this.whole : { ...this.view, scale: (this.view.scale * this.whole.scale) / before.scale };
    for (const canvas of [this.points, this.over]) {
      canvas.width = Math.round(width * this.ratio);
      canvas.height = Math.round(height * this.ratio);
    }
    this.paint();
  }

  dispose(): void {
    this.ended.abort();
    cancelAnimationFrame(this.frame);
    this.flight.stop();
    clearTimeout(this.rest);
    this.points.remove();
    this.over.remove();
  }

  /** Bring a film to the middle, with others around it in sight. */
  flyTo(film: MapFilm, others: readonly MapFilm[]): void {
    this.fly(viewAround(film, others, this.size, NEAR * this.whole.scale));
  }

  /** Bring the films of a group into sight. */
  flyToGroup(id: number): void {
    this.fly(
      viewOf(
        this.map.filmes.filter(({ grupo }) => grupo === id),
        this.size,
      ),
    );
  }

  reset(): void {
    this.fly(this.whole);
  }

  /** factor: above 1 goes nearer. By a button, which keeps the middle where it is. */
  zoomBy(factor: number): void {
    this.fly(zoomed(this.view, factor, this.middle, this.size, this.whole));
  }

  move(dx: number, dy: number): void {
    this.look(moved(this.view, dx, dy, this.size, this.whole));
  }

  zoom(factor: number, fixed: Point): void {
    this.look(zoomed(this.view, factor, fixed, this.size, this.whole));
    this.hover(null);
  }

  hover(at: Point | null): void {
    this.byKey = false;
    const name = at && nameAt(at, this.scene);
    const film = at && !name ? this.filmNear(at, REACH) : null;
    this.element.style.cursor = name || film ? 'pointer' : '';
    this.pointAt(film, name ? name.id : null);
  }

  pick(at: Point, reach: number): void {
    const name = nameAt(at, this.scene);
    if (name) this.events.pickGroup(name.id);
    else {
      const film = this.filmNear(at, reach);
      if (film) this.events.pick(film);
    }
  }

  oneFinger(): void {
    this.events.oneFinger();
  }

  /** A group that stands out for now; null: none. */
  standOut(group: number | null): void {
    this.listed = group;
    this.draw();
  }

  /** What a key does on the map; false: nothing. */
  press(key: string): boolean {
    const view = viewAfter(key, this.view, this.whole, this.size);
    if (view) this.look(view);
    else if (key === 'Enter' && this.byKey && this.hovered) this.events.pick(this.hovered.film);
    else return false;
    this.aim();
    return true;
  }

  /** Point at the film in the middle, as the keyboard does; nothing: the keyboard is elsewhere. */
  aim(on = true): void {
    this.byKey = on;
    this.pointAt(on ? this.filmNear(this.middle, Infinity) : null, null);
    this.draw();
  }

  /** The map as it is now, as a file. */
  picture(format: 'png' | 'svg', texts: PictureTexts): Promise<Blob> {
    const { sight, palette } = this;
    const scene = sceneOf(sight, this.scenes.measure);
    const opacities = this.styles.map(({ opacity }) => opacity);
    return mapPicture({ sight, scene, palette, opacities, texts }, format);
  }

  private get ratio(): number {
    return Math.min(SHARPEST, window.devicePixelRatio || 1);
  }

  private get middle(): Point {
    return { x: this.size.width / 2, y: this.size.height / 2 };
  }

  private get outstanding(): number | null {
    return this.listed ?? this.under ?? this.rested ?? this.layers.group;
  }

  private get sight(): Sight {
    const { map, cloud, layers, view, whole, size, outstanding, diameters } = this;
    return { map, cloud, layers, view, whole, size, outstanding, diameters };
  }

  private get diameters(): readonly number[] {
    return diametersOf(this.cloud.films.length, this.view.scale / this.whole.scale);
  }

  private get styles(): PointStyle[] {
    return stylesOf(this.cloud, this.layers, this.outstanding, this.pixels.hues);
  }

  private filmNear(at: Point, reach: number): MapFilm | null {
    return filmAt(at, reach, this.sight);
  }

  private pointAt(film: MapFilm | null, group: number | null): void {
    if (film?.id === this.hovered?.film.id && group === this.under && !this.byKey) return;
    clearTimeout(this.rest);
    this.under = group;
    this.rested = null;
    this.hovered = film && { film, at: toScreen(film, this.view, this.size), size: this.size, byKey: this.byKey };
    this.events.hover(this.hovered);
    if (film && !this.byKey)
      this.rest = setTimeout(() => {
        this.rested = film.grupo;
        this.draw();
      }, REST);
    this.draw();
  }

  private fly(to: View): void {
    this.flight.stop();
    this.pointAt(null, null);
    const show = (view: View): void => {
      this.view = view;
      this.draw();
    };
    this.flight.start(this.view, to, show, () => this.byKey && this.aim());
  }

  private look(at: View): void {
    this.flight.stop();
    this.view = at;
    this.draw();
  }

  private draw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { cloud, view, size, ratio } = this;
    if (size.width === 0) return;
    this.scene = sceneOf(this.sight, this.scenes.measure);
    this.painter.paint(
      contextOf(this.points, true),
      cloud,
      { ...view, scale: view.scale * ratio },
      { width: this.points.width, height: this.points.height },
      this.diameters.map((diameter) => diameter * ratio),
      this.styles,
      this.pixels.paper,
    );
    const context = contextOf(this.over);
    this.scenes.paint(context, this.scene);
    if (this.hovered) this.scenes.point(context, toScreen(this.hovered.film, view, size), 9);
    if (this.byKey) this.scenes.cross(context, this.middle);
  }
}
