/** The shapes that film groups are drawn in, by the server in its pictures and by the page: a name each, as the API tells it. */
export const GROUP_SHAPES = [
  'circulo',
  'quadrado',
  'triangulo',
  'losango',
  'cruz',
  'triangulo_invertido',
  'xis',
  'ampulheta',
] as const;

export type GroupShape = (typeof GROUP_SHAPES)[number];
type Corners = readonly (readonly [number, number])[];

/** Corners of each shape around 0, of about the area of a circle of diameter 1; none is the circle itself. */
const SHAPES: Readonly<Record<GroupShape, Corners>> = {
  circulo: [],
  quadrado: regular(4, 0.63, 45),
  triangulo: regular(3, 0.75, -90),
  losango: regular(4, 0.68, 0),
  cruz: cross(0.17, 0.62, 0),
  triangulo_invertido: regular(3, 0.75, 90),
  xis: cross(0.17, 0.62, 45),
  ampulheta: [
    [-0.52, -0.62],
    [0.52, -0.62],
    [-0.52, 0.62],
    [0.52, 0.62],
  ],
};

/** SVG path of a shape around (x, y); `size` is the diameter of a circle of the same area. */
export function shapePath(shape: GroupShape, x: number, y: number, size: number): string {
  const corners = SHAPES[shape];
  if (corners.length === 0) {
    const r = tenths(size / 2);
    const [left, right, middle] = [tenths(x - size / 2), tenths(x + size / 2), tenths(y)];
    return `M${left} ${middle}A${r} ${r} 0 1 1 ${right} ${middle}A${r} ${r} 0 1 1 ${left} ${middle}Z`;
  }
  return `M${corners.map(([dx, dy]) => `${tenths(x + dx * size)} ${tenths(y + dy * size)}`).join('L')}Z`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function polar(radius: number, degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function regular(corners: number, radius: number, start: number): Corners {
  return Array.from({ length: corners }, (_, n) => polar(radius, start + (360 / corners) * n));
}

/** A plus sign whose arms are 2 x `half` wide and `reach` long, turned by `turn` degrees. */
function cross(half: number, reach: number, turn: number): Corners {
  const radius = Math.hypot(half, reach);
  const spread = (Math.atan2(half, reach) * 180) / Math.PI;
  return [0, 90, 180, 270].flatMap((arm) => [
    polar(radius, turn + arm - spread),
    polar(radius, turn + arm + spread),
    polar(half * Math.SQRT2, turn + arm + 45),
  ]);
}
