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
const DIRECTIONS = 16;
/** Distances at which a place is looked for: for what must be labelled, and for what is labelled where there is room. */
const FAR = [0, 14, 30, 50, 75, 105, 140, 180, 230];
const NEAR = [0, 7, 16, 28, 42, 56];
/** What an overlap, a line across something else and a crowd cost, next to a pixel of distance from the anchor. */
const OVERLAP = 400;
const CROSSING = 45;
const MOST_CROWDED = 30;
/** A place that costs more than this has no room. */
const LEAST_ROOM = 90;
const ROUNDS = 6;

interface Place {
  readonly anchor: Anchor;
  readonly box: Box;
  /** Where the line from the anchor meets the label. */
  readonly end: readonly [number, number];
}

/** Finds room for labels in an area: away from each other, from what is taken already and from crowds of points. */
export class LabelRoom {
  private readonly places: Place[] = [];

  constructor(
    private readonly area: Box,
    private readonly taken: readonly Box[],
    private readonly crowd: Crowd,
  ) {}

  /** A place for every anchor's label: each in turn takes the cheapest one, given the others, for some rounds. */
  placeAll(anchors: readonly Anchor[]): Box[] {
    const before = [...this.places];
    let found = new Map<Anchor, Place>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const anchor of anchors) {
        const others = [...found.values()].filter((place) => place.anchor !== anchor);
        found = new Map(found).set(anchor, this.cheapest(anchor, FAR, [...before, ...others]).place);
      }
    }
    this.places.push(...found.values());
    return anchors.map((anchor) => found.get(anchor)?.box ?? boxAt(anchor, 0, 0));
  }

  /** A place near an anchor that is itself in sight, overlapping nothing, with a line that crosses nothing; if any. */
  placeNear(anchor: Anchor): Box | undefined {
    const covered = (box: Box) => contains(box, anchor);
    if (this.taken.some(covered) || this.places.some(({ box }) => covered(box))) return undefined;
    const { place, cost } = this.cheapest(anchor, NEAR, this.places);
    if (cost >= LEAST_ROOM) return undefined;
    this.places.push(place);
    return place.box;
  }

  private cheapest(anchor: Anchor, distances: readonly number[], others: readonly Place[]) {
    let best = { place: placeOf(anchor, this.within(boxAt(anchor, 0, 0))), cost: Infinity };
    for (const distance of distances) {
      if (distance >= best.cost) break;
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const wanted = boxAt(anchor, distance, (2 * Math.PI * direction) / DIRECTIONS);
        const box = this.within(wanted);
        // What was pushed back by the edge may cover what it names.
        const pushed = Math.abs(box.x - wanted.x) + Math.abs(box.y - wanted.y);
        const place = placeOf(anchor, box);
        const cost = this.withConflicts(distance + 4 * pushed, place, others, best.cost);
        if (cost < best.cost) best = { place, cost };
      }
    }
    return best;
  }

  /** The cost of a place with all that it is in the way of; counting ends at `limit`. */
  private withConflicts(least: number, place: Place, others: readonly Place[], limit: number): number {
    let cost = least + Math.min(MOST_CROWDED, this.crowd.under(place.box));
    for (const box of this.taken) {
      if (cost >= limit) return cost;
      cost += overlap(place.box, box);
      if (!contains(box, place.anchor) && crosses(place, box)) cost += CROSSING;
    }
    for (const other of others) {
      if (cost >= limit) return cost;
      cost += overlap(place.box, other.box);
      if (crosses(place, other.box) || crosses(other, place.box)) cost += CROSSING;
    }
    return cost;
  }

  private within(box: Box): Box {
    const { x, y, width, height } = this.area;
    return {
      ...box,
      x: Math.max(x, Math.min(box.x, x + width - box.width)),
      y: Math.max(y, Math.min(box.y, y + height - box.height)),
    };
  }
}

/** The point of a box that is nearest to an anchor: where a line from the anchor ends. */
export function nearestPoint({ x, y }: { readonly x: number; readonly y: number }, box: Box): [number, number] {
  return [Math.max(box.x, Math.min(x, box.x + box.width)), Math.max(box.y, Math.min(y, box.y + box.height))];
}

/** The anchor's label in one direction, so far that it clears the anchor by `distance`. */
function boxAt({ x, y, radius, width, height }: Anchor, distance: number, angle: number): Box {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const reach = radius + distance;
  return { x: x + dx * (reach + width / 2) - width / 2, y: y + dy * (reach + height / 2) - height / 2, width, height };
}

function contains(box: Box, { x, y }: Anchor): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + MARGIN;
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + MARGIN;
  return across > 0 && down > 0 ? OVERLAP + across * down : 0;
}

function placeOf(anchor: Anchor, box: Box): Place {
  return { anchor, box, end: nearestPoint(anchor, box) };
}

/** Whether the line from an anchor to its label runs through a box (Liang and Barsky 1984). */
function crosses({ anchor: { x, y }, end: [toX, toY] }: Place, box: Box): boolean {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  if (Math.max(x, toX) < box.x || Math.min(x, toX) > right) return false;
  if (Math.max(y, toY) < box.y || Math.min(y, toY) > bottom) return false;
  const across = partWithin(x, toX, box.x, right);
  const down = partWithin(y, toY, box.y, bottom);
  return Math.max(across[0], down[0]) < Math.min(across[1], down[1]);
}

/** The part of the way from one coordinate to another, 0 to 1, that lies within bounds that it touches. */
function partWithin(from: number, to: number, least: number, most: number): readonly [number, number] {
  if (from === to) return [0, 1];
  const [a, b] = [(least - from) / (to - from), (most - from) / (to - from)];
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
}
