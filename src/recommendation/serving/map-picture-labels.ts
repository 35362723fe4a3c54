/** A rectangle in pixels; x and y are its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Something to be labelled: where it is, how much room it takes, and how large its label is. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  /** Distance that the label keeps from the middle of what it names. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** How many points lie where, in square cells: a label does better where there are few. */
export class Crowd {
  private readonly counts: Uint32Array;
  private readonly columns: number;

  constructor(
    points: readonly { x: number; y: number }[],
    private readonly area: Box,
    private readonly cell: number,
  ) {
    this.columns = Math.ceil(area.width / cell) + 1;
    this.counts = new Uint32Array(this.columns * (Math.ceil(area.height / cell) + 1));
    for (const { x, y } of points) this.counts[this.row(y) * this.columns + this.column(x)] += 1;
  }

  /** Points in the cells that a box within the area touches. */
  under(box: Box): number {
    let sum = 0;
    for (let row = this.row(box.y); row <= this.row(box.y + box.height); row++) {
      for (let column = this.column(box.x); column <= this.column(box.x + box.width); column++) {
        sum += this.counts[row * this.columns + column];
      }
    }
    return sum;
  }

  private row(y: number): number {
    return cellOf(y - this.area.y, this.cell, this.counts.length / this.columns);
  }

  private column(x: number): number {
    return cellOf(x - this.area.x, this.cell, this.columns);
  }
}

function cellOf(distance: number, cell: number, cells: number): number {
  return Math.max(0, Math.min(cells - 1, Math.floor(distance / cell)));
}

/** Room kept free around every label. */
const MARGIN = 3;
const NEAR = [0];
const FAR = [0, 14, 30, 50, 75, 105, 140, 180, 230];
const DIRECTIONS = 16;
/** What an overlap costs, next to a pixel of distance from the anchor. */
const OVERLAP = 400;
const MOST_CROWDED = 30;
const ROUNDS = 4;

/**
 * A place for every anchor's label, so that they overlap each other, the `taken` boxes and crowds of points as little
 * as possible: each in turn takes the cheapest place, given the others, for some rounds. All labels stay in the area.
 */
export function placeAll(anchors: readonly Anchor[], taken: readonly Box[], area: Box, crowd: Crowd): Box[] {
  const places: (Box | undefined)[] = anchors.map(() => undefined);
  for (let round = 0; round < ROUNDS; round++) {
    anchors.forEach((anchor, index) => {
      const others = places.filter((place, other) => place && other !== index) as Box[];
      places[index] = cheapest(anchor, FAR, [...taken, ...others], area, crowd).box;
    });
  }
  return places as Box[];
}

/** A place right beside each anchor that overlaps nothing, or none: earlier anchors go first. */
export function placeWhereFree(
  anchors: readonly Anchor[],
  taken: readonly Box[],
  area: Box,
  crowd: Crowd,
): (Box | undefined)[] {
  const full = [...taken];
  return anchors.map((anchor) => {
    const { box, cost } = cheapest(anchor, NEAR, full, area, crowd);
    if (cost >= OVERLAP) return undefined;
    full.push(box);
    return box;
  });
}

function cheapest(anchor: Anchor, distances: readonly number[], taken: readonly Box[], area: Box, crowd: Crowd) {
  let best = { box: within(boxAt(anchor, 0, 0), area), cost: Infinity };
  for (const distance of distances) {
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const wanted = boxAt(anchor, distance, (2 * Math.PI * direction) / DIRECTIONS);
      const box = within(wanted, area);
      // What was pushed back by the edge may cover what it names.
      const pushed = Math.abs(box.x - wanted.x) + Math.abs(box.y - wanted.y);
      const overlap = taken.reduce((sum, other) => sum + overlapOf(box, other), 0);
      const cost = distance + 4 * pushed + overlap + Math.min(MOST_CROWDED, crowd.under(box));
      if (cost < best.cost) best = { box, cost };
    }
  }
  return best;
}

/** The anchor's label in one direction, so far that it clears the anchor by `distance`. */
function boxAt({ x, y, radius, width, height }: Anchor, distance: number, angle: number): Box {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const reach = radius + distance;
  return { x: x + dx * (reach + width / 2) - width / 2, y: y + dy * (reach + height / 2) - height / 2, width, height };
}

function within(box: Box, area: Box): Box {
  return {
    ...box,
    x: Math.max(area.x, Math.min(box.x, area.x + area.width - box.width)),
    y: Math.max(area.y, Math.min(box.y, area.y + area.height - box.height)),
  };
}

function overlapOf(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + MARGIN;
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + MARGIN;
  return across > 0 && down > 0 ? OVERLAP + across * down : 0;
}
