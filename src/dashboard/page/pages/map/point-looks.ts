import type { Layers } from './map-scene';
import type { PointCloud } from './point-cloud';
import type { PointStyle } from './stamps';

/** How much one sees of films that do not stand out, and of those that do. */
const OPACITY = { faint: 0.14, behind: 0.3, usual: 0.85, front: 0.95 };

/**
 * How large films are drawn, by grade, in pixels of the page: the nearer, the larger. count: films on the map; nearness: 1
 * where the whole map is seen.
 */
export function diametersOf(count: number, nearness: number): readonly number[] {
  const usual = count > 20_000 ? 2.6 : count > 3_000 ? 3.8 : count > 1_000 ? 6 : 8.5;
  const near = Math.min(11, usual * Math.max(1, nearness) ** 0.4);
  return [near, near * 1.25, near * 1.6];
}

/** How the films of each group are drawn. outstanding: the id of the group that stands out; null: none does. */
export function stylesOf(
  { groups }: PointCloud,
  { hidden, film, rated, recommended }: Layers,
  outstanding: number | null,
  hues: readonly number[],
): PointStyle[] {
  const behind = film !== null || rated.length + recommended.length > 0;
  const opacityOf = (id: number): number => {
    if (outstanding === null) return behind ? OPACITY.behind : OPACITY.usual;
    return outstanding === id ? OPACITY.front : OPACITY.faint;
  };
  return groups.map(({ id, hue }) => ({ shown: !hidden.has(id), colour: hues[hue], opacity: opacityOf(id) }));
}
