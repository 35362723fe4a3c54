import type { MapFilm } from '../../api/answer-types';
import type { Layers, Scene } from './map-scene';
import { toScreen, type Point, type Size, type View } from './map-view';
import { nearestFilm, type PointCloud } from './point-cloud';

/** Marks of films that are pointed out are so large, in pixels from their middle. */
const MARK = 9;

/** The film that somebody means who points here, among those that are shown; null where none is within reach. */
export function filmAt(
  at: Point,
  reach: number,
  { cloud, layers, view, size }: { cloud: PointCloud; layers: Layers; view: View; size: Size },
): MapFilm | null {
  const { hidden, group } = layers;
  const marked = [layers.film, ...layers.similar].filter((film) => film !== null);
  // What is drawn large is larger to point at.
  const large = marked.find((film) => {
    const { x, y } = toScreen(film, view, size);
    return Math.hypot(x - at.x, y - at.y) < MARK;
  });
  if (large) return large;
  const wanted = (place: number): boolean => {
    const { id } = cloud.groups[place];
    return !hidden.has(id) && (group === null || group === id);
  };
  return nearestFilm(cloud, at, reach, view, size, wanted);
}

/** The group whose name is drawn here. */
export function nameAt({ x, y }: Point, { groups }: Scene): Scene['groups'][number] | undefined {
  return groups.find(({ box }) => box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
}
